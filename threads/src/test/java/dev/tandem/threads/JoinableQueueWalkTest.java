package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
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
