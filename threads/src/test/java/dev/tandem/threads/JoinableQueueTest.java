package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hand-over of items gives beyond the contract. ({@link HandOverQueueContractTest}) */
@Timeout(120)
@ParameterizedClass
@MethodSource("dev.tandem.fixtures.ThreadKind#available")
class JoinableQueueTest {
  @Parameter private ThreadKind kind;

  private final JoinableQueue<String> queue = JoinableQueue.fifo(2);

  private TestThread<Object> putting(String item) throws InterruptedException {
    return start(
        () -> {
          queue.put(item);
          return item;
        });
  }

  private TestThread<String> taking() throws InterruptedException {
    return start(queue::take);
  }

  private <T> TestThread<T> start(Callable<T> body) throws InterruptedException {
    return kind.start(body).untilItWaits();
  }

  private static <T> List<T> results(List<TestThread<T>> all) throws Exception {
    var results = new ArrayList<T>();
    for (var each : all) {
      results.add(each.result());
    }
    return results;
  }

  // ---- order and capacity

  @Test
  void naturalOrderNeedsNoComparator() {
    JoinableQueue<String> natural = JoinableQueue.priority();
    JoinableQueue<Integer> bounded = JoinableQueue.priority(2);
    natural.addAll(List.of("c", "a", "b"));
    assertTrue(bounded.offer(2));
    assertTrue(bounded.offer(1));
    assertFalse(bounded.offer(0));
    assertEquals(List.of("a", "b", "c"), drained(natural));
    assertEquals(List.of(1, 2), List.copyOf(bounded));
    var refusal = assertThrows(IllegalArgumentException.class, () -> JoinableQueue.priority(0));
    assertEquals("capacity must be at least 1, not 0", refusal.getMessage());
  }

  private static List<String> drained(Collection<String> queue) {
    var items = new ArrayList<String>();
    ((JoinableQueue<String>) queue).drainTo(items);
    return items;
  }

  // ---- promise 1: lossless

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

  // ---- promise 3: fair

  @Test
  void takersAreServedFirstComeFirstServed() throws Exception {
    var takers = new ArrayList<TestThread<String>>();
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
  }

  // ---- toString

  @Test
  void toStringTellsTheCountsAndWhoWaits() throws Exception {
    assertState("size = 0, capacity = 2, unfinished = 0, takers = 0, putters = 0");
    var takers = List.of(taking(), taking());
    assertState("size = 0, capacity = 2, unfinished = 0, takers = 2, putters = 0");
    queue.addAll(List.of("a", "b", "c", "d"));
    var putter = putting("e");
    assertState("size = 2, capacity = 2, unfinished = 4, takers = 0, putters = 1");
    queue.taskDone();
    queue.shutdown();
    assertState("size = 2, capacity = 2, unfinished = 3, takers = 0, putters = 0, shut down");
    results(takers);
    putter.failure(QueueShutDownException.class);
  }

  private void assertState(String state) {
    assertEquals("JoinableQueue[" + state + "]", queue.toString());
  }
}
