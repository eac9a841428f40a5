package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Going over a queue's items, and taking some of them out, while others use it. */
@Timeout(120)
class JoinableQueueWalkTest {
  private record Flavour(String name, Supplier<JoinableQueue<Integer>> create) {
    @Override
    public String toString() {
      return name;
    }

    JoinableQueue<Integer> of(int... items) {
      var queue = create.get();
      for (int item : items) {
        queue.add(item);
      }
      return queue;
    }
  }

  static List<Flavour> flavours() {
    return List.of(
        new Flavour("fifo", JoinableQueue::fifo),
        new Flavour("lifo", JoinableQueue::lifo),
        new Flavour("priority", () -> JoinableQueue.priority(Comparator.naturalOrder())),
        new Flavour("all equal", () -> JoinableQueue.priority((a, b) -> 0)));
  }

  private static List<Integer> rest(Iterator<Integer> iterator) {
    var rest = new ArrayList<Integer>();
    iterator.forEachRemaining(rest::add);
    return rest;
  }

  /** A target that refuses everything, after {@code before} has run. */
  private static <E> AbstractCollection<E> refusing(Consumer<E> before) {
    return new AbstractCollection<>() {
      @Override
      public boolean add(E item) {
        before.accept(item);
        throw new UnsupportedOperationException("refused");
      }

      @Override
      public Iterator<E> iterator() {
        return Collections.emptyIterator();
      }

      @Override
      public int size() {
        return 0;
      }
    };
  }

  // ---- what a walk shows

  /**
   * Several iterators at once, with all that can happen to a queue in between: each shows what was
   * there at its first step, in order, once, and leaves out nothing that has stayed.
   */
  @ParameterizedTest
  @MethodSource("flavours")
  void anIteratorShowsWhatWasThereAtItsFirstStepLessWhatLeft(Flavour flavour) {
    for (int seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var queue = flavour.of();
      var walks = new ArrayList<Watched>();
      int next = 1_000; // makes each item another
      for (int step = 0; step < 120; step++) {
        switch (random.nextInt(step < 60 ? 8 : 10)) {
          case 0, 1, 2, 3 -> queue.add(random.nextInt(1_000) * 10_000 + next++);
          case 4 -> queue.poll();
          case 5 -> queue.removeIf(item -> random.nextInt(10) == 0);
          case 6 -> walks.add(new Watched(queue));
          case 7 ->
              assertThrows(
                  UnsupportedOperationException.class,
                  () -> {
                    queue.add(random.nextInt(1_000) * 10_000 + queue.size());
                    queue.drainTo(
                        refusing(
                            item -> {
                              queue.poll();
                              walks.forEach(walk -> walk.stayed.remove(item)); // it was away
                            }));
                  });
          default -> walks.forEach(walk -> walk.step(random));
        }
        walks.forEach(Watched::look);
      }
      walks.forEach(Watched::finish);
    }
  }

  /** An iterator, and what it must show. */
  private static final class Watched {
    private final JoinableQueue<Integer> queue;
    private final Iterator<Integer> iterator;
    private final List<Integer> atFirst;
    private final List<Integer> stayed;
    private final List<Integer> shown = new ArrayList<>();

    Watched(JoinableQueue<Integer> queue) {
      this.queue = queue;
      iterator = queue.iterator();
      iterator.hasNext();
      atFirst = new ArrayList<>(List.of(queue.toArray(Integer[]::new)));
      stayed = new ArrayList<>(atFirst);
    }

    void look() {
      stayed.retainAll(List.of(queue.toArray()));
    }

    void step(SplittableRandom random) {
      if (iterator.hasNext()) {
        shown.add(iterator.next());
        if (random.nextInt(3) == 0) {
          iterator.remove();
        }
      }
    }

    void finish() {
      shown.addAll(rest(iterator));
      assertFalse(iterator.hasNext());
      assertTrue(shown.containsAll(stayed), () -> stayed + " not all in " + shown);
      var places = new ArrayList<>(atFirst);
      for (var item : shown) { // a subsequence of what was there: in order, and each once
        int place = places.indexOf(item);
        assertTrue(place >= 0, () -> shown + " is not in the order of " + atFirst);
        places.subList(0, place + 1).clear();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void anIteratorShowsNothingThatCameAfterItsFirstStep(Flavour flavour) {
    var queue = flavour.of();
    var none = queue.iterator();
    assertFalse(none.hasNext());
    queue.add(5);
    assertFalse(none.hasNext());
    assertThrows(NoSuchElementException.class, none::next);
    var five = queue.iterator();
    queue.add(1);
    assertTrue(five.hasNext());
    queue.add(3);
    queue.add(9);
    assertEquals(2, rest(five).size());
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void anIteratorThatHasSaidThatThereIsAnItemGivesIt(Flavour flavour) {
    var queue = flavour.of(1, 2, 3);
    int shown = 0;
    for (var iterator = queue.iterator(); iterator.hasNext(); shown++) {
      queue.poll();
      iterator.next();
    }
    assertTrue(shown >= 1);
    assertTrue(queue.size() < 3);
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void anIteratorThatStandsStillKeepsNoneOfWhatPassesBy(Flavour flavour) throws Throwable {
    var queue = flavour.of(1, 2, 3);
    var iterator = queue.iterator();
    iterator.next();
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            queue.add(i);
            queue.poll();
          }
        });
    assertTrue(rest(iterator).size() <= 2);
  }

  @Test
  void aWalkEndsThoughItsComparatorKnowsNoOrder() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new SplittableRandom(seed);
      JoinableQueue<Integer> mad = JoinableQueue.priority((a, b) -> random.nextInt(3) - 1);
      for (int i = 0; i < 200; i++) {
        mad.add(i);
      }
      assertTrue(rest(mad.iterator()).size() <= 200);
      mad.contains(-1);
      var drained = new ArrayList<Integer>();
      mad.drainTo(drained);
      for (var item = mad.poll(); item != null; item = mad.poll()) {
        drained.add(item);
      }
      assertEquals(200, new HashSet<>(drained).size());
      assertEquals(200, drained.size());
    }
  }

  // ---- the spliterator

  @ParameterizedTest
  @MethodSource("flavours")
  void theSpliteratorIsConcurrentOrderedAndWithoutNulls(Flavour flavour) {
    var spliterator = flavour.of(1, 2).spliterator();
    assertEquals(
        Spliterator.CONCURRENT | Spliterator.ORDERED | Spliterator.NONNULL,
        spliterator.characteristics());
    assertEquals(-1, spliterator.getExactSizeIfKnown());
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void theSpliteratorAndStreamsBindAtTheirFirstStep(Flavour flavour) {
    var queue = flavour.of();
    var spliterator = queue.spliterator();
    var stream = queue.stream();
    queue.addAll(List.of(1, 2, 3));
    assertEquals(3, spliterator.estimateSize());
    queue.add(4);
    var shown = new ArrayList<Integer>();
    spliterator.forEachRemaining(shown::add);
    assertEquals(3, shown.size());
    assertEquals(List.copyOf(queue), stream.toList());
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void aSpliteratorThatHasComeToItsEndStaysThere(Flavour flavour) {
    var queue = flavour.of();
    var spliterator = queue.spliterator();
    assertFalse(spliterator.tryAdvance(item -> {}));
    queue.add(1);
    assertFalse(spliterator.tryAdvance(item -> {}));
    assertEquals(0, spliterator.estimateSize());
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void whatASpliteratorSplitsOffComesFirst(Flavour flavour) {
    var queue = flavour.of();
    for (int i = 0; i < 5_000; i++) {
      queue.add(i * 7_919 % 5_000);
    }
    var expected = List.copyOf(queue);
    var shown = new ArrayList<Integer>();
    var rest = queue.spliterator();
    for (var head = rest.trySplit(); head != null; head = rest.trySplit()) {
      long estimate = rest.estimateSize();
      head.forEachRemaining(shown::add);
      assertEquals(5_000 - shown.size(), estimate);
    }
    rest.forEachRemaining(shown::add);
    assertEquals(expected, shown);
    assertEquals(expected, queue.parallelStream().toList());
  }

  // ---- what is taken out

  @ParameterizedTest
  @MethodSource("flavours")
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
  @MethodSource("flavours")
  void theItemThatATargetRefusesIsBackAtItsPlace(Flavour flavour) {
    var queue = flavour.of(5, 3, 4);
    var expected = List.copyOf(queue);
    assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(refusing(item -> {})));
    assertEquals(expected, List.copyOf(queue));
    assertThrows(
        UnsupportedOperationException.class, () -> queue.drainTo(refusing(item -> queue.add(1))));
    var alike = flavour.of(5, 3, 4, 1);
    assertEquals(List.copyOf(alike), List.copyOf(queue));
    assertEquals(4, queue.unfinished());
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void twoDrainsThatAreRefusedLeaveTheOrderAsItWas(Flavour flavour) {
    var queue = flavour.of(2, 1, 3, 0);
    var expected = List.copyOf(queue);
    for (boolean firstTakenIsBackFirst : new boolean[] {true, false}) {
      var outer = new AtomicBoolean(true);
      assertThrows(
          UnsupportedOperationException.class,
          () ->
              queue.drainTo(
                  refusing(
                      first -> {
                        if (outer.getAndSet(false)) {
                          var second = assertThrows(RuntimeException.class, () -> inner(queue));
                          assertEquals("refused", second.getMessage());
                        }
                      })));
      assertEquals(expected, List.copyOf(queue), "" + firstTakenIsBackFirst);
    }
  }

  private static void inner(JoinableQueue<Integer> queue) {
    queue.drainTo(refusing(item -> {}));
  }

  /** The first is taken first and back first, so that the second must come to stand behind it. */
  @ParameterizedTest
  @MethodSource("flavours")
  void aDrainThatIsRefusedLaterComesBehindWhatIsBackBefore(Flavour flavour) throws Exception {
    var queue = flavour.of(2, 1, 3, 0);
    var expected = List.copyOf(queue);
    var firstTaken = new CountDownLatch(1);
    var secondTaken = new CountDownLatch(1);
    var first =
        ThreadKind.PLATFORM.start(
            () ->
                queue.drainTo(
                    refusing(
                        item -> {
                          firstTaken.countDown();
                          await(secondTaken);
                        })));
    assertTrue(firstTaken.await(20, SECONDS));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            queue.drainTo(
                refusing(
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
            () -> queue.drainTo(refusing(item -> broken.set(true))));
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
        () -> queue.drainTo(refusing(item -> assertTrue(queue.offer("b")))));
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
        () -> queue.drainTo(refusing(item -> takers.add(waiting(queue)))));
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
  @MethodSource("flavours")
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
  @MethodSource("flavours")
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
  @MethodSource("flavours")
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
  @MethodSource("flavours")
  void streamsNeitherThrowNorEndLateWhileOthersPutAndTake(Flavour flavour) throws Exception {
    var queue = flavour.of();
    for (int i = 0; i < 100; i++) {
      queue.add(1_000 + i);
    }
    var over = new AtomicBoolean();
    var churners = new ArrayList<Running<Object>>();
    for (int i = 0; i < 2; i++) {
      churners.add(
          ThreadKind.PLATFORM.start(
              () -> {
                var random = new SplittableRandom(1);
                while (!over.get()) {
                  queue.add(random.nextInt(1_000));
                  queue.poll();
                }
                return null;
              }));
    }
    for (int i = 0; i < 500; i++) {
      assertTrue(queue.stream().toArray().length <= 102);
      assertTrue(queue.parallelStream().count() <= 102);
      queue.forEach(item -> assertTrue(item >= 0));
      assertFalse(queue.contains(-1));
      queue.removeIf(item -> item == -1);
    }
    over.set(true);
    for (var churner : churners) {
      churner.result();
    }
    assertEquals(100, queue.size());
  }

  @ParameterizedTest
  @MethodSource("flavours")
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
