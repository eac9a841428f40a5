package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Putting, taking and counting, promise by promise. */
@Timeout(120)
@ParameterizedClass
@MethodSource("dev.tandem.threads.ThreadKind#available")
class JoinableQueueTest {
  @Parameter private ThreadKind kind;

  private final JoinableQueue<String> queue = JoinableQueue.fifo(2);

  private Running<Object> putting(String item) throws InterruptedException {
    return start(
        () -> {
          queue.put(item);
          return item;
        });
  }

  private Running<String> taking() throws InterruptedException {
    return start(queue::take);
  }

  private <T> Running<T> start(Callable<T> body) throws InterruptedException {
    return kind.start(body).untilItWaits();
  }

  private static <T> List<T> results(List<Running<T>> all) throws Exception {
    var results = new ArrayList<T>();
    for (var each : all) {
      results.add(each.result());
    }
    return results;
  }

  // ---- order and capacity

  @Test
  void itemsLeaveInTheOrderOfTheFlavour() {
    JoinableQueue<String> lifo = JoinableQueue.lifo();
    JoinableQueue<String> byLength = JoinableQueue.priority((a, b) -> a.length() - b.length());
    JoinableQueue<String> fifo = JoinableQueue.fifo();
    var items = List.of("ccc", "a", "bb", "x", "yy");
    for (var flavour : List.of(fifo, lifo, byLength)) {
      flavour.addAll(items);
    }
    assertEquals(items, List.copyOf(fifo));
    assertEquals(List.of("yy", "x", "bb", "a", "ccc"), drained(lifo));
    assertEquals(List.of("a", "x", "bb", "yy", "ccc"), drained(byLength));
  }

  @Test
  void equalPrioritiesLeaveInArrivalOrder() {
    JoinableQueue<String> byLength = JoinableQueue.priority((a, b) -> a.length() - b.length());
    var expected = new ArrayList<String>();
    for (int i = 100; i < 1_000; i++) {
      byLength.add(Integer.toString(i));
      expected.add(Integer.toString(i));
    }
    byLength.remove("500");
    expected.remove("500");
    assertEquals(expected, List.copyOf(byLength));
    assertEquals(expected, drained(byLength));
  }

  private static List<String> drained(Collection<String> queue) {
    var items = new ArrayList<String>();
    ((JoinableQueue<String>) queue).drainTo(items);
    return items;
  }

  @Test
  void aFullQueueRefusesWhatDoesNotWait() throws Exception {
    queue.addAll(List.of("a", "b"));
    assertFalse(queue.offer("c"));
    assertFalse(queue.offer("c", 1, NANOSECONDS));
    assertFalse(queue.offer("c", -1, HOURS));
    assertThrows(IllegalStateException.class, () -> queue.add("c"));
    assertEquals(List.of("a", "b"), List.copyOf(queue));
    assertEquals(0, queue.remainingCapacity());
    assertEquals(2, queue.unfinished());
  }

  @Test
  void anEmptyQueueGivesNothingToWhoDoesNotWait() throws Exception {
    assertNull(queue.poll());
    assertNull(queue.poll(1, NANOSECONDS));
    assertNull(queue.poll(-1, HOURS));
    assertNull(queue.peek());
    assertEquals(2, queue.remainingCapacity());
  }

  // ---- promise 1: lossless

  @Test
  void anInterruptedTakeTookNothing() throws Exception {
    var taker = taking();
    taker.interrupt();
    taker.failure(InterruptedException.class);
    queue.put("a");
    assertEquals(List.of("a"), List.copyOf(queue));
  }

  @Test
  void anInterruptedPutPutNothing() throws Exception {
    queue.addAll(List.of("a", "b"));
    var putter = putting("c");
    putter.interrupt();
    putter.failure(InterruptedException.class);
    assertEquals(List.of("a", "b"), drained(queue));
    assertEquals(2, queue.unfinished());
  }

  @Test
  void aTakerThatIsServedAndInterruptedAtOnceHasItsItemAndStaysInterrupted() throws Exception {
    for (int round = 0; round < 200; round++) {
      var taker =
          start(
              () -> {
                try {
                  return queue.take() + Thread.interrupted();
                } catch (InterruptedException e) {
                  return "nothing";
                }
              });
      if (round % 2 == 0) {
        queue.put("a");
        taker.interrupt();
        var result = taker.result(); // the interruption may come before or after its look at it
        assertTrue(result.equals("atrue") || result.equals("afalse"), result);
      } else {
        taker.interrupt();
        queue.put("a");
        assertTrue(
            taker.result().equals("nothing")
                ? "a".equals(queue.poll())
                : queue.isEmpty() && taker.result().equals("atrue"));
      }
      assertTrue(queue.isEmpty());
    }
  }

  @Test
  void anInterruptedThreadNeitherPutsNorTakesEvenIfItNeedNotWait() throws Exception {
    queue.put("a");
    assertInterrupted(() -> queue.put("b"));
    assertInterrupted(() -> queue.offer("b", 1, HOURS));
    assertInterrupted(queue::take);
    assertInterrupted(() -> queue.poll(1, HOURS));
    assertInterrupted(queue::join);
    assertInterrupted(() -> queue.join(Duration.ZERO));
    assertEquals(List.of("a"), List.copyOf(queue));
  }

  @Test
  void anInterruptionComesBeforeAShutdown() {
    queue.shutdown();
    assertInterrupted(() -> queue.put("b"));
    assertInterrupted(queue::take);
    assertInterrupted(() -> queue.offer("b", -1, HOURS));
    assertInterrupted(() -> queue.poll(-1, HOURS));
    assertInterrupted(queue::join);
  }

  @Test
  void theLongestTimeoutsNeverEndAndTheShortestHaveEnded() throws Exception {
    assertNull(queue.poll(Long.MIN_VALUE, DAYS));
    assertNull(queue.poll(Long.MIN_VALUE, NANOSECONDS));
    assertFalse(full().offer("c", Long.MIN_VALUE, DAYS));
    var taker = start(() -> queue.poll(Long.MAX_VALUE, DAYS));
    queue.put("a");
    assertEquals("a", taker.result());
    var almost = start(() -> queue.poll(Long.MAX_VALUE - 1, NANOSECONDS));
    queue.put("b");
    assertEquals("b", almost.result());
    assertFalse(queue.join(Duration.ofSeconds(Long.MIN_VALUE)));
    var joiner = start(() -> queue.join(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)));
    queue.taskDone();
    queue.taskDone();
    assertTrue(joiner.result());
    assertTrue(queue.join(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  private static JoinableQueue<String> full() {
    JoinableQueue<String> full = JoinableQueue.fifo(1);
    full.add("a");
    return full;
  }

  private static void assertInterrupted(Executable call) {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, call);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  // ---- promise 2: no lost wake-up

  @Test
  void anItemGoesToTheNextTakerWhenTheFirstHasGivenUp() throws Exception {
    var first = taking();
    var second = taking();
    first.interrupt();
    first.failure(InterruptedException.class);
    queue.put("a");
    assertEquals("a", second.result());
  }

  @Test
  void roomGoesToTheNextPutterWhenTheFirstHasGivenUp() throws Exception {
    queue.addAll(List.of("a", "b"));
    var first = putting("c");
    var second = putting("d");
    first.interrupt();
    first.failure(InterruptedException.class);
    assertEquals("a", queue.take());
    second.result();
    assertEquals(List.of("b", "d"), drained(queue));
  }

  @Test
  void clearingLetsAsManyPuttersInAsThereIsRoomFor() throws Exception {
    queue.addAll(List.of("a", "b"));
    var putters = List.of(putting("c"), putting("d"), putting("e"));
    queue.clear();
    putters.get(0).result();
    putters.get(1).result();
    assertFalse(putters.get(2).isDone());
    assertEquals(List.of("c", "d"), List.copyOf(queue));
    queue.remove("d");
    putters.get(2).result();
    assertEquals(List.of("c", "e"), List.copyOf(queue));
    assertEquals(5, queue.unfinished());
  }

  // ---- promise 3: fair

  @Test
  void takersAreServedFirstComeFirstServed() throws Exception {
    var takers = new ArrayList<Running<String>>();
    for (int i = 0; i < 6; i++) {
      takers.add(taking());
    }
    for (int i = 0; i < 6; i++) {
      queue.put(Integer.toString(i));
    }
    assertEquals(List.of("0", "1", "2", "3", "4", "5"), results(takers));
  }

  @Test
  void puttersAreServedFirstComeFirstServedAndNobodyOvertakesThem() throws Exception {
    queue.addAll(List.of("0", "1"));
    for (int i = 2; i < 8; i++) {
      putting(Integer.toString(i));
    }
    var taken = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      taken.add(queue.take());
      assertEquals(i < 6, !queue.offer("late " + i, 0, NANOSECONDS));
    }
    assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7"), taken);
  }

  // ---- promise 6: shutdown reaches everyone

  @Test
  void shutdownWakesTakersAndRefusesWhatComesLater() throws Exception {
    var takers = List.of(taking(), taking(), start(() -> queue.poll(1, HOURS)));
    queue.shutdown();
    queue.shutdown();
    for (var taker : takers) {
      taker.failure(QueueShutDownException.class);
    }
    assertTrue(queue.isShutdown());
    assertThrows(QueueShutDownException.class, () -> queue.put("a"));
    assertThrows(QueueShutDownException.class, () -> queue.offer("a"));
    assertThrows(QueueShutDownException.class, () -> queue.offer("a", 1, HOURS));
    assertThrows(QueueShutDownException.class, () -> queue.add("a"));
    assertThrows(QueueShutDownException.class, queue::take);
    assertThrows(QueueShutDownException.class, queue::poll);
    assertThrows(QueueShutDownException.class, () -> queue.poll(1, HOURS));
    assertNull(queue.peek());
    assertEquals(0, queue.drainTo(new ArrayList<>()));
    assertEquals(0, queue.unfinished());
  }

  @Test
  void shutdownWakesPuttersAndLeavesWhatIsThereToTakers() throws Exception {
    queue.addAll(List.of("a", "b"));
    var putters = List.of(putting("c"), start(() -> queue.offer("d", 1, HOURS)));
    queue.shutdown();
    for (var putter : putters) {
      putter.failure(QueueShutDownException.class);
    }
    assertEquals("a", queue.take());
    assertEquals("b", queue.poll());
    assertThrows(QueueShutDownException.class, queue::take);
    assertEquals(2, queue.unfinished());
  }

  @Test
  void joinGoesOnWaitingAfterShutdownForWhatIsUnfinished() throws Exception {
    queue.addAll(List.of("a", "b"));
    var joiner = start(() -> queue.join(Duration.ofHours(1)));
    queue.shutdown();
    queue.take();
    queue.taskDone();
    assertFalse(joiner.isDone());
    queue.take();
    queue.taskDone();
    assertTrue(joiner.result());
  }

  @Test
  void shutdownNowGivesBackWhatItDiscardsAndJoinNoLongerWaitsForIt() throws Exception {
    queue.addAll(List.of("a", "b"));
    var putter = putting("c");
    assertEquals("a", queue.take());
    putter.result();
    var joiner = start(() -> queue.join(Duration.ofHours(1)));
    assertEquals(List.of("b", "c"), queue.shutdownNow());
    assertEquals(1, queue.unfinished());
    assertFalse(joiner.isDone());
    queue.taskDone();
    assertTrue(joiner.result());
    assertEquals(List.of(), queue.shutdownNow());
  }

  @Test
  void shutdownNowWakesAJoinerWhenNothingIsInAnybodysHands() throws Exception {
    queue.addAll(List.of("a", "b"));
    var joiner = start(() -> queue.join(Duration.ofHours(1)));
    queue.shutdown();
    assertEquals(List.of("a", "b"), queue.shutdownNow());
    assertTrue(joiner.result());
    assertThrows(QueueShutDownException.class, queue::take);
  }

  @Test
  void shutdownNowDiscardsInTheOrderInWhichItemsWouldHaveLeft() {
    JoinableQueue<Integer> priority = JoinableQueue.priority(Integer::compare);
    priority.addAll(List.of(5, 1, 4, 2, 3));
    assertEquals(List.of(1, 2, 3, 4, 5), priority.shutdownNow());
    JoinableQueue<Integer> lifo = JoinableQueue.lifo();
    lifo.addAll(List.of(1, 2, 3));
    assertEquals(List.of(3, 2, 1), lifo.shutdownNow());
  }

  // ---- promise 7: join is exact

  @Test
  void joinReturnsWhenTheLastItemIsDoneAndNotBefore() throws Exception {
    queue.join();
    queue.addAll(List.of("a", "b"));
    var joiner =
        start(
            () -> {
              queue.join();
              return queue.unfinished();
            });
    queue.take();
    queue.take();
    assertFalse(queue.join(Duration.ofMillis(1)));
    queue.taskDone();
    assertFalse(joiner.isDone());
    assertFalse(queue.join(Duration.ZERO));
    queue.taskDone();
    assertEquals(0, joiner.result());
    assertTrue(queue.join(Duration.ZERO));
  }

  @Test
  void aZeroCountsForWhoWaitedEvenIfMoreIsPutAtOnce() throws Exception {
    for (int round = 0; round < 100; round++) {
      queue.put("a");
      var joiners = List.of(start(() -> queue.join(Duration.ofHours(1))));
      queue.take();
      queue.taskDone();
      queue.put("b");
      for (var joiner : joiners) {
        assertTrue(joiner.result());
      }
      queue.take();
      queue.taskDone();
    }
  }

  @Test
  void oneTaskDoneTooManyIsRefusedAndChangesNothing() throws Exception {
    assertThrows(IllegalStateException.class, queue::taskDone);
    queue.put("a");
    queue.taskDone();
    assertThrows(IllegalStateException.class, queue::taskDone);
    assertEquals(0, queue.unfinished());
    assertEquals(List.of("a"), List.copyOf(queue));
  }

  @Test
  void anItemThatLeavesByAnyDoorIsOwedOneTaskDone() throws Exception {
    JoinableQueue<String> all = JoinableQueue.fifo();
    all.addAll(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));
    all.take();
    all.poll();
    all.remove();
    all.remove("d");
    all.removeIf("e"::equals);
    var each = all.iterator();
    each.next();
    each.remove();
    assertEquals(2, all.drainTo(new ArrayList<>(), 2));
    all.clear();
    assertTrue(all.isEmpty());
    assertEquals(9, all.unfinished());
    for (int i = 0; i < 9; i++) {
      all.taskDone();
    }
    assertTrue(all.join(Duration.ZERO));
  }

  @Test
  void anInterruptionEndsJoin() throws Exception {
    queue.put("a");
    var joiner = start(() -> queue.join(Duration.ofHours(1)));
    joiner.interrupt();
    joiner.failure(InterruptedException.class);
  }

  // ---- promise 8: no leak

  @Test
  void aMillionTimedOutWaitsLeaveTheHeapAsItWas() throws Throwable {
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            assertNull(queue.poll(1, NANOSECONDS));
          }
        });
    queue.addAll(List.of("a", "b"));
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            assertFalse(queue.offer("c", 1, NANOSECONDS));
          }
        });
  }

  // ---- promise 9: foreign code is kept outside

  @Test
  void aComparatorThatThrowsLeavesEveryItemWhereItWas() {
    boolean[] broken = new boolean[1];
    int[] comparisons = new int[1];
    JoinableQueue<Integer> priority =
        JoinableQueue.priority(
            (a, b) -> {
              if (broken[0] && comparisons[0]-- == 0) {
                throw new ArithmeticException("broken");
              }
              return Integer.compare(a, b);
            });
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < 100; i++) {
      priority.add(i * 37 % 101);
      expected.add(i * 37 % 101);
    }
    expected.sort(null);
    broken[0] = true;
    for (int failingAt = 0; failingAt < 6; failingAt++) {
      comparisons[0] = failingAt;
      assertThrows(ArithmeticException.class, () -> priority.add(-1));
      comparisons[0] = failingAt;
      assertThrows(ArithmeticException.class, priority::poll);
      comparisons[0] = failingAt;
      assertThrows(ArithmeticException.class, priority::shutdownNow);
      comparisons[0] = failingAt;
      assertThrows(ArithmeticException.class, () -> priority.remove(expected.get(10)));
    }
    broken[0] = false;
    assertEquals(100, priority.unfinished());
    assertFalse(priority.isShutdown());
    var drained = new ArrayList<Integer>();
    priority.drainTo(drained);
    assertEquals(expected, drained);
  }

  @Test
  void aComparatorThatThrowsOverAWaitingPuttersItemFailsThatPutter() throws Exception {
    JoinableQueue<Integer> priority =
        JoinableQueue.priority(2, (a, b) -> 6 / (a * b) < 0 ? 0 : Integer.compare(a, b));
    priority.add(1);
    priority.add(2);
    var zero =
        start(
            () -> {
              priority.put(0);
              return null;
            });
    var three =
        start(
            () -> {
              priority.put(3);
              return null;
            });
    assertEquals(1, priority.take());
    zero.failure(ArithmeticException.class);
    three.result();
    assertEquals(2, priority.take());
    assertEquals(3, priority.take());
    assertEquals(3, priority.unfinished());
  }

  /** As {@code a - b} does, which overflows. */
  @Test
  void aComparatorThatContradictsItselfStopsNoShutdown() {
    JoinableQueue<Integer> queue = JoinableQueue.priority((a, b) -> a - b);
    var random = new SplittableRandom(20_261_121);
    var items = new ArrayList<Integer>();
    for (int i = 0; i < 10_000; i++) {
      items.add(random.nextInt());
    }
    queue.addAll(items);
    assertEquals(items.size(), queue.toArray().length);
    var discarded = new ArrayList<>(queue.shutdownNow());
    assertTrue(queue.isShutdown());
    assertEquals(0, queue.unfinished());
    Collections.sort(discarded);
    Collections.sort(items);
    assertEquals(items, discarded);
  }

  @Test
  void aComparatorThatUsesItsQueueIsRefused() {
    var self = new ArrayList<JoinableQueue<Integer>>();
    JoinableQueue<Integer> priority =
        JoinableQueue.priority(
            (a, b) -> {
              self.get(0).size();
              return a - b;
            });
    self.add(priority);
    priority.add(1);
    var refusal = assertThrows(IllegalStateException.class, () -> priority.add(2));
    assertEquals("a comparator must not use its own queue", refusal.getMessage());
    assertEquals(1, priority.size());
  }

  @Test
  void aComparatorThatThrowsWhatJavaWouldHaveDeclaredLosesNothingEither() throws Exception {
    JoinableQueue<Integer> priority =
        JoinableQueue.priority(
            2,
            (a, b) -> {
              if (a * b == 0) {
                throw JoinableQueueTest.<RuntimeException>undeclared(new IOException("boom"));
              }
              return a - b;
            });
    priority.addAll(List.of(1, 2));
    var zero =
        start(
            () -> {
              priority.put(0);
              return null;
            });
    assertEquals(1, priority.take());
    zero.failure(IOException.class);
    assertEquals(List.of(2), priority.shutdownNow());
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X undeclared(Throwable failure) throws X {
    throw (X) failure;
  }

  @Test
  void equalsIsCalledOutsideTheLock() throws Exception {
    JoinableQueue<Object> objects = JoinableQueue.fifo();
    var nosy =
        new Object() {
          @Override
          public boolean equals(Object other) {
            try {
              return kind.start(objects::size).result() == 1 && other == this;
            } catch (Exception e) {
              return false;
            }
          }

          @Override
          public int hashCode() {
            return 1;
          }
        };
    objects.add(nosy);
    assertTrue(objects.contains(nosy));
    assertTrue(objects.remove(nosy));
    assertTrue(objects.isEmpty());
  }

  @Test
  void aCollectionThatThrowsIsDrainedToNoFurtherAndNothingIsLost() {
    queue.addAll(List.of("a", "b"));
    assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(List.of()));
    assertEquals(List.of("a", "b"), List.copyOf(queue));
    assertEquals(2, queue.unfinished());
  }

  @Test
  void drainToTakesWhatWasThereAndNotWhatItLetIn() throws Exception {
    JoinableQueue<String> lifo = JoinableQueue.lifo(2);
    lifo.addAll(List.of("a", "b"));
    var putter =
        start(
            () -> {
              lifo.put("c");
              return null;
            });
    var drained = new ArrayList<String>();
    lifo.drainTo(drained);
    putter.result();
    assertEquals(List.of("b", "a"), drained);
    assertEquals(List.of("c"), List.copyOf(lifo));
  }

  @Test
  void anIteratorRemovesAtItsPlaceAndNotAnotherOfTheSameItem() {
    for (JoinableQueue<String> each :
        List.<JoinableQueue<String>>of(JoinableQueue.fifo(), JoinableQueue.priority((a, b) -> 0))) {
      each.addAll(List.of("a", "b", "a", "c"));
      var seen = new HashSet<String>();
      each.removeIf(item -> !seen.add(item));
      assertEquals(List.of("a", "b", "c"), List.copyOf(each));
      var iterator = each.iterator();
      iterator.next();
      each.poll();
      each.add("a");
      iterator.remove(); // the "a" that it gave has left
      assertEquals(List.of("b", "c", "a"), List.copyOf(each));
      assertThrows(IllegalStateException.class, iterator::remove);
    }
  }

  @Test
  void streamsShowOneMomentHoweverTheQueueChanges() throws Exception {
    var over = new AtomicBoolean();
    var churner =
        kind.start(
            () -> {
              while (!over.get()) {
                queue.offer("x");
                queue.poll();
              }
              return null;
            });
    for (int i = 0; i < 20_000; i++) {
      assertTrue(queue.stream().toArray().length <= 2);
    }
    over.set(true);
    churner.result();
  }

  // ---- promise 11: bad arguments are refused at the door

  @Test
  void badArgumentsAreRefusedByName() {
    assertEquals(
        "capacity must be at least 1, not 0",
        assertThrows(IllegalArgumentException.class, () -> JoinableQueue.fifo(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> JoinableQueue.lifo(-1));
    assertThrows(IllegalArgumentException.class, () -> JoinableQueue.priority(0, Integer::compare));
    assertEquals(
        "order",
        assertThrows(NullPointerException.class, () -> JoinableQueue.priority(null)).getMessage());
    assertThrows(NullPointerException.class, () -> queue.put(null));
    assertThrows(NullPointerException.class, () -> queue.offer(null));
    assertThrows(NullPointerException.class, () -> queue.offer(null, 1, HOURS));
    assertThrows(NullPointerException.class, () -> queue.add(null));
    assertThrows(NullPointerException.class, () -> queue.join(null));
    assertThrows(NullPointerException.class, () -> queue.poll(1, null));
    assertThrows(NullPointerException.class, () -> queue.offer("a", 1, null));
    assertThrows(NullPointerException.class, () -> queue.removeIf(null));
    assertThrows(NullPointerException.class, () -> queue.removeAll(null));
    assertThrows(NullPointerException.class, () -> queue.retainAll(null));
    assertThrows(NullPointerException.class, () -> queue.drainTo(null));
    assertThrows(IllegalArgumentException.class, () -> queue.drainTo(queue));
    assertTrue(queue.isEmpty());
    assertEquals(0, queue.unfinished());
  }

  @Test
  void drainToTakesNoMoreThanItIsAskedFor() {
    queue.addAll(List.of("a", "b"));
    var target = new ArrayList<String>();
    assertEquals(0, queue.drainTo(target, -1));
    assertEquals(0, queue.drainTo(target, 0));
    assertEquals(1, queue.drainTo(target, 1));
    assertEquals(List.of("a"), target);
  }
}
