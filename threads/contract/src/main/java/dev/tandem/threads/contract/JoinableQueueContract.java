package dev.tandem.threads.contract;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Putting, taking, counting, joining and shutting down: what every {@link JoinableQueue} does. */
@ParameterizedClass
@MethodSource("dev.tandem.threads.contract.Setting#all")
public abstract class JoinableQueueContract extends AnyQueueContract {
  // ---- order

  @Test
  void itemsLeaveInTheOrderOfTheFlavour() throws Exception {
    queue.addAll(List.of(3, 1, 2, 5, 4));
    var expected = leaving(3, 1, 2, 5, 4);
    var left = new ArrayList<Integer>(List.of(queue.take(), queue.poll(), queue.remove()));
    left.add(queue.poll(1, HOURS));
    assertEquals(1, queue.drainTo(left));
    assertEquals(expected, left);
  }

  @Test
  void everyLookShowsTheOrderInWhichItemsLeave() {
    queue.addAll(List.of(3, 1, 2));
    var expected = leaving(3, 1, 2);
    assertEquals(expected, List.copyOf(queue));
    assertEquals(expected, queue.stream().toList());
    assertEquals(expected, List.of(queue.toArray(Integer[]::new)));
    assertEquals(expected.get(0), queue.peek());
    assertEquals(expected.get(0), queue.element());
    assertEquals(3, queue.size());
    assertEquals(expected, drained(queue));
  }

  @Test
  void anEmptyQueueGivesNothingToOneThatDoesNotWait() throws Exception {
    assertNull(queue.poll());
    assertNull(queue.poll(1, NANOSECONDS));
    assertNull(queue.poll(-1, HOURS));
    assertNull(queue.peek());
    assertEquals(capacity(), queue.remainingCapacity());
  }

  // ---- promise 1: lossless

  @Test
  void anInterruptedTakeTookNothing() throws Exception {
    var taker = taking();
    taker.interrupt();
    taker.failure(InterruptedException.class);
    queue.put(1);
    assertEquals(List.of(1), List.copyOf(queue));
  }

  @Test
  void aTakeWhoseTimeIsUpTookNothing() throws Exception {
    assertNull(queue.poll(1, MICROSECONDS));
    queue.put(1);
    assertEquals(List.of(1), List.copyOf(queue));
    assertEquals(1, queue.unfinished());
  }

  @Test
  void aTakerThatIsInterruptedAsAnItemComesHasItOrLeavesIt() throws Exception {
    for (int round = 0; round < 50; round++) {
      var taker = taking();
      var interrupter =
          run(
              () -> {
                taker.interrupt();
                return true;
              });
      queue.put(round);
      interrupter.result();
      Integer taken = null;
      try {
        taken = taker.result();
      } catch (InterruptedException e) {
        // then it has left the item
      }
      assertEquals(round, taken == null ? queue.poll() : taken);
      assertTrue(queue.isEmpty());
    }
  }

  @Test
  void anInterruptedThreadNeitherPutsNorTakesEvenIfItNeedNotWait() throws Exception {
    queue.put(1);
    assertInterrupted(() -> queue.put(2));
    assertInterrupted(() -> queue.offer(2, 1, HOURS));
    assertInterrupted(queue::take);
    assertInterrupted(() -> queue.poll(1, HOURS));
    assertInterrupted(queue::join);
    assertInterrupted(() -> queue.join(Duration.ZERO));
    assertEquals(List.of(1), List.copyOf(queue));
    assertEquals(1, queue.unfinished());
  }

  @Test
  void anInterruptionComesBeforeAShutdown() {
    queue.shutdown();
    assertInterrupted(() -> queue.put(1));
    assertInterrupted(queue::take);
    assertInterrupted(() -> queue.offer(1, -1, HOURS));
    assertInterrupted(() -> queue.poll(-1, HOURS));
    assertInterrupted(queue::join);
  }

  private static void assertInterrupted(Executable call) {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, call);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void theLongestTimeoutsNeverEndAndTheShortestHaveEnded() throws Exception {
    assertNull(queue.poll(Long.MIN_VALUE, DAYS));
    assertNull(queue.poll(Long.MIN_VALUE, NANOSECONDS));
    var taker = waiting(() -> queue.poll(Long.MAX_VALUE, DAYS));
    queue.put(1);
    assertEquals(1, taker.result());
    var almost = waiting(() -> queue.poll(Long.MAX_VALUE - 1, NANOSECONDS));
    assertTrue(queue.offer(2, Long.MAX_VALUE, DAYS));
    assertEquals(2, almost.result());
    assertFalse(queue.join(Duration.ofSeconds(Long.MIN_VALUE)));
    var joiner = waiting(() -> queue.join(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)));
    queue.taskDone();
    queue.taskDone();
    assertTrue(joiner.result());
    assertTrue(queue.join(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @Test
  void everyItemComesOutOnceWhileTakersAreInterruptedAndLate() throws Exception {
    int items = 1_000;
    var taken = new AtomicInteger();
    var sum = new AtomicInteger();
    var takers = new ArrayList<TestThread<Boolean>>();
    for (int i = 0; i < 3; i++) {
      takers.add(run(() -> takeUntil(items, taken, sum)));
    }
    for (int i = 1; i <= items; i++) {
      queue.put(i);
      takers.get(i % 3).interrupt();
    }
    for (var taker : takers) {
      assertTrue(taker.result());
    }
    assertEquals(items * (items + 1) / 2, sum.get());
    assertEquals(items, queue.unfinished());
  }

  private boolean takeUntil(int items, AtomicInteger taken, AtomicInteger sum) {
    while (taken.get() < items) {
      try {
        var item = queue.poll(20, MICROSECONDS);
        if (item != null) {
          sum.addAndGet(item);
          taken.incrementAndGet();
        }
      } catch (InterruptedException e) {
        // it took nothing
      }
    }
    return true;
  }

  // ---- promise 2: no lost wake-up

  @Test
  void anItemGoesToTheNextTakerWhenTheFirstHasGivenUp() throws Exception {
    var first = taking();
    var second = taking();
    first.interrupt();
    first.failure(InterruptedException.class);
    queue.put(1);
    assertEquals(1, second.result());
  }

  // ---- promise 3: fair

  @Test
  void takersAreServedFirstComeFirstServed() throws Exception {
    var takers = List.of(taking(), taking(), waiting(() -> queue.poll(1, HOURS)), taking());
    for (int i = 0; i < 4; i++) {
      queue.put(i);
      assertEquals(i, takers.get(i).result());
    }
  }

  @Test
  void aTakerThatComesLaterAndWaitsOvertakesNobody() throws Exception {
    for (int round = 0; round < 50; round++) {
      var first = taking();
      queue.put(1);
      var second = run(queue::take);
      assertEquals(1, first.result());
      queue.put(2);
      assertEquals(2, second.result());
    }
  }

  // ---- promise 6: shutdown reaches everyone

  @Test
  void shutdownWakesTakersAndRefusesWhatComesLater() throws Exception {
    var takers = List.of(taking(), taking(), waiting(() -> queue.poll(1, HOURS)));
    queue.shutdown();
    queue.shutdown();
    for (var taker : takers) {
      taker.failure(QueueShutDownException.class);
    }
    assertTrue(queue.isShutdown());
    var doors =
        Map.<String, Executable>ofEntries(
            Map.entry("put", () -> queue.put(1)),
            Map.entry("offer", () -> queue.offer(1)),
            Map.entry("offer in time", () -> queue.offer(1, 1, HOURS)),
            Map.entry("offer in no time", () -> queue.offer(1, 0, HOURS)),
            Map.entry("add", () -> queue.add(1)),
            Map.entry("addAll", () -> queue.addAll(List.of(1))),
            Map.entry("take", queue::take),
            Map.entry("poll", queue::poll),
            Map.entry("poll in time", () -> queue.poll(1, HOURS)),
            Map.entry("poll in no time", () -> queue.poll(0, HOURS)),
            Map.entry("remove", queue::remove));
    doors.forEach((door, call) -> assertThrows(QueueShutDownException.class, call, door));
    assertNull(queue.peek());
    assertEquals(0, queue.drainTo(new ArrayList<>()));
    queue.clear();
    assertEquals(0, queue.unfinished());
  }

  @Test
  void shutdownLeavesWhatIsThereToTakers() throws Exception {
    queue.addAll(List.of(2, 1));
    queue.shutdown();
    assertEquals(leaving(2, 1), List.of(queue.take(), queue.poll()));
    assertThrows(QueueShutDownException.class, queue::take);
    assertEquals(2, queue.unfinished());
  }

  @Test
  void joinGoesOnWaitingAfterShutdownForWhatIsUnfinished() throws Exception {
    queue.addAll(List.of(1, 2));
    var joiner = waiting(() -> queue.join(Duration.ofHours(1)));
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
    queue.addAll(List.of(3, 1, 2));
    var order = leaving(3, 1, 2);
    assertEquals(order.get(0), queue.take());
    var joiner = waiting(() -> queue.join(Duration.ofHours(1)));
    assertEquals(order.subList(1, 3), queue.shutdownNow());
    assertTrue(queue.isShutdown());
    assertEquals(1, queue.unfinished());
    assertFalse(joiner.isDone());
    queue.taskDone();
    assertTrue(joiner.result());
    assertEquals(List.of(), queue.shutdownNow());
    assertThrows(QueueShutDownException.class, queue::take);
  }

  @Test
  void shutdownNowWakesAJoinerWhenNothingIsInAnybodysHands() throws Exception {
    queue.addAll(List.of(2, 1));
    var joiner = waiting(() -> queue.join(Duration.ofHours(1)));
    queue.shutdown();
    assertEquals(leaving(2, 1), queue.shutdownNow());
    assertTrue(joiner.result());
    assertEquals(0, queue.unfinished());
  }

  // ---- promise 7: join is exact

  @Test
  void joinReturnsWhenTheLastItemIsDoneAndNotBefore() throws Exception {
    queue.join();
    queue.addAll(List.of(1, 2));
    var joiner =
        waiting(
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
  void aZeroCountsForOneThatWaitedEvenIfMoreIsPutAtOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      queue.put(1);
      var joiner = waiting(() -> queue.join(Duration.ofHours(1)));
      queue.take();
      queue.taskDone();
      queue.put(2);
      assertTrue(joiner.result());
      queue.take();
      queue.taskDone();
    }
  }

  @Test
  void oneTaskDoneTooManyIsRefusedAndChangesNothing() throws Exception {
    assertThrows(IllegalStateException.class, queue::taskDone);
    queue.put(1);
    queue.taskDone();
    assertThrows(IllegalStateException.class, queue::taskDone);
    assertEquals(0, queue.unfinished());
    assertEquals(List.of(1), List.copyOf(queue));
  }

  @Test
  void anItemThatLeavesByAnyDoorIsOwedOneTaskDone() throws Exception {
    queue.addAll(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    queue.take();
    queue.poll();
    queue.poll(1, HOURS);
    queue.remove();
    assertTrue(queue.remove((Object) queue.peek()));
    var next = queue.peek();
    assertTrue(queue.removeIf(next::equals));
    assertTrue(queue.removeAll(List.of(queue.peek())));
    var each = queue.iterator();
    each.next();
    each.remove();
    assertEquals(2, queue.drainTo(new ArrayList<>(), 2));
    assertTrue(queue.retainAll(List.of(queue.peek())));
    queue.clear();
    assertTrue(queue.isEmpty());
    assertEquals(12, queue.unfinished());
    for (int i = 0; i < 12; i++) {
      assertFalse(queue.join(Duration.ZERO));
      queue.taskDone();
    }
    assertTrue(queue.join(Duration.ZERO));
  }

  @Test
  void anInterruptionEndsJoin() throws Exception {
    queue.put(1);
    var joiner = waiting(() -> queue.join(Duration.ofHours(1)));
    joiner.interrupt();
    joiner.failure(InterruptedException.class);
  }

  @Test
  void whatCameBeforeTaskDoneIsSeenAfterTheJoinThatItEnds() throws Exception {
    for (int round = 1; round <= 50; round++) {
      int[] plain = new int[1];
      int expected = round;
      queue.put(round);
      var worker =
          run(
              () -> {
                plain[0] = queue.take();
                queue.taskDone();
                return true;
              });
      queue.join();
      assertEquals(expected, plain[0]);
      worker.result();
    }
  }

  // ---- promise 11: bad arguments are refused at the door

  @Test
  void nullIsRefusedByEveryDoorAndChangesNothing() {
    queue.add(1);
    var doors =
        Map.<String, Executable>ofEntries(
            Map.entry("put", () -> queue.put(null)),
            Map.entry("offer", () -> queue.offer(null)),
            Map.entry("offer in time", () -> queue.offer(null, 1, HOURS)),
            Map.entry("offer without a unit", () -> queue.offer(2, 1, null)),
            Map.entry("add", () -> queue.add(null)),
            Map.entry("addAll", () -> queue.addAll(null)),
            Map.entry("join", () -> queue.join(null)),
            Map.entry("poll without a unit", () -> queue.poll(1, null)),
            Map.entry("removeIf", () -> queue.removeIf(null)),
            Map.entry("removeAll", () -> queue.removeAll(null)),
            Map.entry("retainAll", () -> queue.retainAll(null)),
            Map.entry("drainTo", () -> queue.drainTo(null)),
            Map.entry("drainTo some", () -> queue.drainTo(null, 1)),
            Map.entry("forEach", () -> queue.forEach(null)));
    doors.forEach((door, call) -> assertThrows(NullPointerException.class, call, door));
    assertFalse(queue.contains(null));
    assertFalse(queue.remove(null));
    assertEquals(List.of(1), List.copyOf(queue));
    assertEquals(1, queue.unfinished());
  }

  @Test
  void drainToTakesNoMoreThanItIsAskedFor() {
    queue.addAll(List.of(2, 1));
    Collection<Integer> target = new ArrayList<>();
    assertEquals(0, queue.drainTo(target, -1));
    assertEquals(0, queue.drainTo(target, Integer.MIN_VALUE));
    assertEquals(0, queue.drainTo(target, 0));
    assertEquals(1, queue.drainTo(target, 1));
    assertEquals(leaving(2, 1).subList(0, 1), target);
    assertEquals(1, queue.drainTo(target, Integer.MAX_VALUE));
  }

  // ---- toString

  @Test
  void toStringTellsTheCountsAndHowManyWait() throws Exception {
    var takers = List.of(taking(), taking());
    assertState(0, "unfinished = 0, takers = 2, putters = 0");
    queue.addAll(List.of(1, 2, 3));
    for (var taker : takers) {
      taker.result();
    }
    assertState(1, "unfinished = 3, takers = 0, putters = 0");
    queue.shutdown();
    assertState(1, "unfinished = 3, takers = 0, putters = 0, shut down");
  }

  private void assertState(int size, String rest) {
    assertEquals(
        "JoinableQueue[size = %d, capacity = %d, %s]".formatted(size, capacity(), rest),
        queue.toString());
  }

  @Test
  void toStringCallsNoItem() {
    JoinableQueue<Object> objects = fifo();
    objects.add(
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("foreign code was called");
          }
        });
    assertTrue(objects.toString().startsWith("JoinableQueue[size = 1, "), objects.toString());
  }
}
