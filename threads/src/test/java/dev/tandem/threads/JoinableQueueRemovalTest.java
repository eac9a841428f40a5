package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking items out of a queue from anywhere, whatever the items and the target are up to. */
@Timeout(120)
class JoinableQueueRemovalTest {
  // ---- what is taken out

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void removeIfTellsWhetherItTookAnyOut(Flavour flavour) {
    var queue = flavour.of(1, 2, 3);
    assertFalse(queue.removeIf(item -> item == 2 && queue.remove((Object) 2)));
    assertTrue(queue.removeIf(item -> item == 3));
    assertFalse(queue.removeAll(List.of(2, 3)));
    assertFalse(queue.retainAll(List.of(1)));
    assertTrue(queue.retainAll(List.of()));
    assertEquals(3, queue.unfinished());
  }

  @Test
  void aPredicateThatThrowsHasWhatItMatchedBeforeTakenOut() {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    queue.addAll(List.of(1, 2, 0, 4));
    assertThrows(ArithmeticException.class, () -> queue.removeIf(item -> 4 / item > 1));
    assertEquals(List.of(0, 4), List.copyOf(queue));
    assertEquals(4, queue.unfinished());
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void theItemThatATargetRefusesIsBackAtItsPlace(Flavour flavour) {
    var queue = flavour.of(5, 3, 4);
    var expected = List.copyOf(queue);
    assertThrows(
        UnsupportedOperationException.class, () -> queue.drainTo(Flavour.refusing(item -> {})));
    assertEquals(expected, List.copyOf(queue));
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Flavour.refusing(item -> queue.add(1))));
    var alike = flavour.of(5, 3, 4, 1);
    assertEquals(List.copyOf(alike), List.copyOf(queue));
    assertEquals(4, queue.unfinished());
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void twoDrainsThatAreRefusedLeaveTheOrderAsItWas(Flavour flavour) {
    var queue = flavour.of(2, 1, 3, 0);
    var expected = List.copyOf(queue);
    var inner = Flavour.<Integer>refusing(item -> {});
    var outer =
        Flavour.<Integer>refusing(
            item -> assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(inner)));
    assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(outer));
    assertEquals(expected, List.copyOf(queue));
  }

  /** The first is taken first and back first, so that the second must come to stand behind it. */
  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void aDrainThatIsRefusedLaterComesBehindWhatIsBackBefore(Flavour flavour) throws Exception {
    var queue = flavour.of(2, 1, 3, 0);
    var expected = List.copyOf(queue);
    var firstTaken = new CountDownLatch(1);
    var secondTaken = new CountDownLatch(1);
    var first =
        ThreadKind.PLATFORM.start(
            () ->
                queue.drainTo(
                    Flavour.refusing(
                        item -> {
                          firstTaken.countDown();
                          await(secondTaken);
                        })));
    assertTrue(firstTaken.await(20, SECONDS));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            queue.drainTo(
                Flavour.refusing(
                    item -> {
                      secondTaken.countDown();
                      first.failure(UnsupportedOperationException.class);
                    })));
    assertEquals(expected, List.copyOf(queue));
    assertEquals(4, queue.unfinished());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anItemIsNotLostIfTheTargetThrowsAndThenTheComparator() {
    var broken = new AtomicBoolean();
    JoinableQueue<Integer> queue =
        JoinableQueue.priority(
            (a, b) -> {
              if (broken.get()) {
                throw new AssertionError("broken");
              }
              return Integer.compare(a, b);
            });
    queue.addAll(List.of(3, 1, 2));
    var refusal =
        assertThrows(
            UnsupportedOperationException.class,
            () -> queue.drainTo(Flavour.refusing(item -> broken.set(true))));
    assertEquals("refused", refusal.getMessage());
    broken.set(false);
    assertEquals(List.of(1, 2, 3), queue.shutdownNow());
    assertEquals(0, queue.unfinished());
  }

  @Test
  void aComparatorThatThrowsBetweenTwoItemsStopsADrainAndLosesNone() {
    var comparisons = new AtomicInteger(Integer.MAX_VALUE);
    JoinableQueue<Integer> queue =
        JoinableQueue.priority(
            (a, b) -> {
              if (comparisons.decrementAndGet() == 0) {
                throw new ArithmeticException("broken");
              }
              return Integer.compare(a, b);
            });
    for (int allowed = 1; allowed < 200; allowed++) {
      for (int i = 0; i < 20; i++) {
        queue.add(i * 7 % 20);
      }
      var drained = new ArrayList<Integer>();
      comparisons.set(allowed);
      try {
        queue.drainTo(drained);
      } catch (ArithmeticException e) {
        // the rest has not left
      }
      comparisons.set(Integer.MAX_VALUE);
      queue.drainTo(drained);
      var expected = new ArrayList<Integer>();
      for (int i = 0; i < 20; i++) {
        expected.add(i);
      }
      assertEquals(expected, drained);
    }
  }

  @Test
  void theRemainingCapacityIsNeverNegative() throws Exception {
    JoinableQueue<String> queue = JoinableQueue.fifo(1);
    queue.add("a");
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Flavour.refusing(item -> assertTrue(queue.offer("b")))));
    assertEquals(2, queue.size());
    assertEquals(0, queue.remainingCapacity());
    assertFalse(queue.offer("c"));
    assertEquals("a", queue.take());
    assertEquals(0, queue.remainingCapacity());
    assertEquals("b", queue.take());
    assertEquals(1, queue.remainingCapacity());
  }

  @Test
  void aRefusedItemGoesToATakerWhoWaitsMeanwhile() throws Exception {
    JoinableQueue<String> queue = JoinableQueue.fifo();
    queue.add("a");
    var takers = new ArrayList<Running<String>>();
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Flavour.refusing(item -> takers.add(waiting(queue)))));
    assertEquals("a", takers.get(0).result());
  }

  private static Running<String> waiting(JoinableQueue<String> queue) {
    try {
      return ThreadKind.PLATFORM.start(queue::take).untilItWaits();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDrainIntoWhatFeedsTheQueueAgainEnds() {
    JoinableQueue<Integer> queue = JoinableQueue.lifo();
    queue.addAll(List.of(1, 2, 3));
    var feeding =
        new ArrayList<Integer>() {
          private static final long serialVersionUID = 1;

          @Override
          public boolean add(Integer item) {
            queue.add(10 * item);
            return super.add(item);
          }
        };
    assertEquals(3, queue.drainTo(feeding));
    assertEquals(List.of(3, 2, 1), List.copyOf(feeding));
    assertEquals(List.of(10, 20, 30), List.copyOf(queue));
  }

  // ---- equals

  /** Whoever is asked says who asked. */
  private static final class Asked {
    private final List<Object> questions;
    private final String name;

    Asked(String name, List<Object> questions) {
      this.name = name;
      this.questions = questions;
    }

    @Override
    public boolean equals(Object other) {
      questions.add(name);
      return other instanceof Asked;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void containsAndRemoveAskTheArgumentAndNotTheItem() {
    var questions = new ArrayList<>();
    JoinableQueue<Object> queue = JoinableQueue.fifo();
    queue.add(new Asked("item", questions));
    var argument = new Asked("argument", questions);
    assertTrue(queue.contains(argument));
    assertTrue(queue.remove(argument));
    assertEquals(List.of("argument", "argument"), questions);
    assertFalse(queue.contains(null));
    assertFalse(queue.remove(null));
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void anEqualsThatThrowsChangesNothing(Flavour flavour) {
    var queue = flavour.of(1, 2);
    var hostile =
        new Object() {
          @Override
          public boolean equals(Object other) {
            throw new StackOverflowError("mine");
          }

          @Override
          public int hashCode() {
            return 1;
          }
        };
    assertThrows(StackOverflowError.class, () -> queue.contains(hostile));
    assertThrows(StackOverflowError.class, () -> queue.remove(hostile));
    assertEquals(2, queue.size());
    queue.add(3);
    assertEquals(3, queue.unfinished());
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void anEqualsThatFeedsTheQueueForEverIsNotAskedForEver(Flavour flavour) {
    var queue = flavour.of(1);
    var feeding =
        new Object() {
          private int asked;

          @Override
          public boolean equals(Object other) {
            queue.add(asked++);
            return false;
          }

          @Override
          public int hashCode() {
            return 1;
          }
        };
    assertFalse(queue.contains(feeding));
    assertFalse(queue.remove(feeding));
    assertTrue(feeding.asked < 10_000);
  }

  /** There is an equal item at every moment, but never for long the same. */
  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void anItemThatChangesPlacesWithItsEqualIsFound(Flavour flavour) {
    var queue = flavour.of(7, 7);
    var restless =
        new Object() {
          private int asked;

          @Override
          public boolean equals(Object other) {
            if (asked++ < 5) { // the one that is looked at leaves, and another comes
              queue.add(7);
              queue.poll();
              queue.add(7);
              queue.poll();
            }
            return other.equals(7);
          }

          @Override
          public int hashCode() {
            return 7;
          }
        };
    assertTrue(queue.remove(restless));
    assertEquals(1, queue.size());
  }

  @Test
  void aThreadThatEqualsWaitsForMayUseTheQueue() {
    JoinableQueue<Object> queue = JoinableQueue.fifo(2);
    queue.add("a");
    queue.add("b");
    var waiting =
        new Object() {
          @Override
          public boolean equals(Object other) {
            try {
              return ThreadKind.PLATFORM
                  .start(
                      () -> {
                        queue.peek();
                        return other.equals("b");
                      })
                  .result();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }

          @Override
          public int hashCode() {
            return 1;
          }
        };
    assertTrue(queue.contains(waiting));
    assertTrue(queue.remove(waiting));
    assertEquals(List.of("a"), List.copyOf(queue));
  }

  // ---- while others use the queue

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void everyItemIsTakenOutOnceByWhateverTakesItOut(Flavour flavour) throws Exception {
    int items = 20_000;
    var queue = flavour.of();
    var taken = new AtomicInteger();
    var over = new AtomicBoolean();
    var takers = new ArrayList<Running<Integer>>();
    takers.add(ThreadKind.PLATFORM.start(() -> taking(queue, over)));
    takers.add(ThreadKind.PLATFORM.start(() -> draining(queue, over)));
    takers.add(ThreadKind.PLATFORM.start(() -> removing(queue, over)));
    for (int i = 0; i < items; i++) {
      queue.add(i);
    }
    while (!queue.isEmpty()) {
      Thread.onSpinWait();
    }
    over.set(true);
    for (var taker : takers) {
      taken.addAndGet(taker.result());
    }
    assertEquals(items, taken.get() + queue.size());
    assertEquals(items, queue.unfinished());
  }

  private static int taking(JoinableQueue<Integer> queue, AtomicBoolean over) {
    int taken = 0;
    while (!over.get()) {
      taken += queue.poll() == null ? 0 : 1;
    }
    return taken;
  }

  private static int draining(JoinableQueue<Integer> queue, AtomicBoolean over) {
    int taken = 0;
    var random = new SplittableRandom(2);
    while (!over.get()) {
      var drained = new ArrayList<Integer>();
      try {
        queue.drainTo(
            new AbstractCollection<Integer>() {
              @Override
              public boolean add(Integer item) {
                if (random.nextInt(10) == 0) {
                  throw new UnsupportedOperationException("refused");
                }
                return drained.add(item);
              }

              @Override
              public Iterator<Integer> iterator() {
                return drained.iterator();
              }

              @Override
              public int size() {
                return drained.size();
              }
            },
            20);
      } catch (UnsupportedOperationException refused) {
        // it is back
      }
      taken += drained.size();
    }
    return taken;
  }

  private static int removing(JoinableQueue<Integer> queue, AtomicBoolean over) {
    int taken = 0;
    while (!over.get()) {
      for (var item : queue) {
        if (item % 3 == 0 && queue.remove((Object) item)) {
          taken++;
          break;
        }
      }
    }
    return taken;
  }
}
