package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.Targets;
import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Going over the items of a queue that hands them over, beyond the contract. */
@Timeout(120)
class JoinableQueueWalkTest {
  private static List<Integer> rest(Iterator<Integer> iterator) {
    var rest = new ArrayList<Integer>();
    iterator.forEachRemaining(rest::add);
    return rest;
  }

  // ---- what a walk shows

  /**
   * The second item to leave is away, in a drain that will be refused, while {@code during} is on
   * its way past the first; it gets what has the second put back.
   */
  private static void whileTheSecondIsAway(JoinableQueue<Integer> queue, Consumer<Runnable> during)
      throws Exception {
    var firstTaken = new CountDownLatch(1);
    var secondTaken = new CountDownLatch(1);
    var mayRefuse = new CountDownLatch(1);
    var first = refused(queue, firstTaken, secondTaken);
    assertTrue(firstTaken.await(20, SECONDS));
    var second = refused(queue, secondTaken, mayRefuse);
    first.failure(UnsupportedOperationException.class);
    during.accept(
        () -> {
          mayRefuse.countDown();
          second.failure(UnsupportedOperationException.class);
        });
  }

  private static TestThread<Integer> refused(
      JoinableQueue<Integer> queue, CountDownLatch taken, CountDownLatch mayRefuse) {
    return ThreadKind.PLATFORM.start(
        () ->
            queue.drainTo(
                Targets.refusing(
                    item -> {
                      taken.countDown();
                      await(mayRefuse);
                    })));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void anIteratorMissesNothingThatStaysWhenAnItemIsPutBack(Flavour flavour) throws Exception {
    var queue = flavour.of(2, 1, 3, 0);
    var all = List.copyOf(queue);
    whileTheSecondIsAway(
        queue,
        putBack -> {
          var iterator = queue.iterator();
          assertEquals(all.get(0), iterator.next());
          putBack.run();
          assertTrue(rest(iterator).containsAll(all.subList(2, 4)));
        });
    assertEquals(all, List.copyOf(queue));
  }

  /** Equals the last of some items, and has {@code before} run at the first. */
  private record Hook(List<Integer> items, Runnable before) {
    @Override
    public boolean equals(Object other) {
      if (other.equals(items.get(0))) {
        before.run();
      }
      return other.equals(items.get(items.size() - 1));
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void anItemThatStaysIsFoundWhenAnotherIsPutBackMeanwhile(Flavour flavour) throws Exception {
    var queue = flavour.of(2, 1, 3, 0);
    var all = List.copyOf(queue);
    whileTheSecondIsAway(
        queue, putBack -> assertTrue(queue.remove((Object) new Hook(all, putBack))));
    assertEquals(all.subList(0, 3), List.copyOf(queue));
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
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
  @MethodSource("dev.tandem.threads.Flavour#flavours")
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
  @MethodSource("dev.tandem.threads.Flavour#flavours")
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
  @MethodSource("dev.tandem.threads.Flavour#flavours")
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
}
