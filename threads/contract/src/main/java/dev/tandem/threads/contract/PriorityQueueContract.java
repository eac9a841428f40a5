package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Targets;
import dev.tandem.fixtures.Undeclared;
import dev.tandem.threads.JoinableQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link JoinableQueue} does that has an order of its own, whatever that is up to. */
@ParameterizedClass
@MethodSource("dev.tandem.threads.contract.Setting#priorities")
public abstract class PriorityQueueContract extends AnyQueueContract {
  private <E> JoinableQueue<E> priority(Comparator<? super E> order) {
    return engine().priority(capacity(), order);
  }

  private static final class Broken extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void equalPrioritiesLeaveInArrivalOrder() {
    JoinableQueue<String> byLength = priority(Comparator.comparingInt(String::length));
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

  @Test
  void aComparatorThatThrowsLeavesEveryItemWhereItWas() {
    var allowed = new AtomicInteger(Integer.MAX_VALUE);
    JoinableQueue<Integer> priority = priority(throwingAfter(allowed));
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < 100; i++) {
      priority.add(i * 37 % 101);
      expected.add(i * 37 % 101);
    }
    expected.sort(null);
    for (int failingAt = 1; failingAt < 7; failingAt++) {
      allowed.set(failingAt);
      assertThrows(Broken.class, () -> priority.add(-1));
      allowed.set(failingAt);
      assertThrows(Broken.class, priority::poll);
    }
    allowed.set(Integer.MAX_VALUE);
    assertEquals(100, priority.unfinished());
    assertFalse(priority.isShutdown());
    assertEquals(expected, drained(priority));
  }

  /** Allows so many comparisons. */
  private static Comparator<Integer> throwingAfter(AtomicInteger allowed) {
    return (a, b) -> {
      if (allowed.decrementAndGet() <= 0) {
        throw new Broken();
      }
      return Integer.compare(a, b);
    };
  }

  @Test
  void aCompareToThatThrowsLeavesEveryItemWhereItWas() {
    record Item(int rank, boolean broken) implements Comparable<Item> {
      @Override
      public int compareTo(Item other) {
        if (broken || other.broken) {
          throw new Broken();
        }
        return Integer.compare(rank, other.rank);
      }
    }
    JoinableQueue<Item> natural = priority(Comparator.<Item>naturalOrder());
    natural.addAll(List.of(new Item(2, false), new Item(1, false)));
    assertThrows(Broken.class, () -> natural.add(new Item(0, true)));
    assertEquals(2, natural.unfinished());
    assertEquals(List.of(new Item(1, false), new Item(2, false)), drained(natural));
  }

  @Test
  void aComparatorThatThrowsOverAWaitingPuttersItemFailsThatPutter() throws Exception {
    queue =
        engine().priority(2, (a, b) -> 6 / (a * b) < 0 ? 0 : Integer.compare(a, b)); // not over 0
    queue.addAll(List.of(1, 2));
    var zero = putting(0);
    var three = putting(3);
    assertEquals(1, queue.take());
    zero.failure(ArithmeticException.class);
    three.result();
    assertEquals(2, queue.take());
    assertEquals(3, queue.take());
    assertEquals(3, queue.unfinished());
  }

  @Test
  void aComparatorThatThrowsWhatJavaWouldHaveDeclaredLosesNothingEither() throws Exception {
    queue =
        engine()
            .priority(
                2,
                (a, b) -> {
                  if (a * b == 0) {
                    throw Undeclared.thrown(new IOException());
                  }
                  return a - b;
                });
    queue.addAll(List.of(1, 2));
    var zero = putting(0);
    assertEquals(1, queue.take());
    zero.failure(IOException.class);
    assertEquals(List.of(2), queue.shutdownNow());
  }

  @Test
  void aComparatorThatUsesItsQueueIsRefused() {
    queue =
        priority(
            (a, b) -> {
              queue.size();
              return a - b;
            });
    queue.add(1);
    assertThrows(IllegalStateException.class, () -> queue.add(2));
    assertEquals(1, queue.size());
    assertEquals(1, queue.unfinished());
  }

  @Test
  void aComparatorMayAskForTheQueuesName() {
    var seen = new ArrayList<String>();
    queue =
        priority(
            (a, b) -> {
              seen.add(queue.toString());
              return 0;
            });
    queue.addAll(List.of(1, 2));
    assertTrue(seen.get(0).startsWith("JoinableQueue[size = 1, "), seen.get(0));
  }

  @Test
  void aComparatorThatThrowsBetweenTwoItemsStopsADrainAndLosesNone() {
    var allowed = new AtomicInteger(Integer.MAX_VALUE);
    queue = priority(throwingAfter(allowed));
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      expected.add(i);
    }
    for (int comparisons = 1; comparisons < 200; comparisons++) {
      for (int i = 0; i < 20; i++) {
        queue.add(i * 7 % 20);
      }
      var drained = new ArrayList<Integer>();
      allowed.set(comparisons);
      try {
        queue.drainTo(drained);
      } catch (Broken e) {
        // the rest has not left
      }
      allowed.set(Integer.MAX_VALUE);
      queue.drainTo(drained);
      assertEquals(expected, drained);
    }
  }

  @Test
  void anItemIsNotLostIfTheTargetThrowsAndThenTheComparator() {
    var broken = new AtomicBoolean();
    queue =
        priority(
            (a, b) -> {
              if (broken.get()) {
                throw new Broken();
              }
              return Integer.compare(a, b);
            });
    queue.addAll(List.of(3, 1, 2));
    var refusal =
        assertThrows(
            UnsupportedOperationException.class,
            () -> queue.drainTo(Targets.refusing(item -> broken.set(true))));
    assertEquals("refused", refusal.getMessage());
    broken.set(false);
    assertEquals(List.of(1, 2, 3), queue.shutdownNow());
    assertEquals(0, queue.unfinished());
  }

  @Test
  void everyItemLeavesOnceThoughTheComparatorKnowsNoOrder() {
    for (int seed = 0; seed < 20; seed++) {
      var random = new SplittableRandom(seed);
      queue = priority((a, b) -> random.nextInt(3) - 1);
      for (int i = 0; i < 200; i++) {
        queue.add(i);
      }
      var drained = drained(queue);
      for (var item = queue.poll(); item != null; item = queue.poll()) {
        drained.add(item);
      }
      assertEquals(200, new HashSet<>(drained).size());
      assertEquals(200, drained.size());
    }
  }
}
