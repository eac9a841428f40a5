package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Targets;
import dev.tandem.fixtures.TestThread;
import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Going over the items of any {@link JoinableQueue}, whatever happens to it meanwhile. */
@ParameterizedClass
@MethodSource("dev.tandem.threads.contract.Setting#all")
public abstract class QueueWalkContract extends AnyQueueContract {
  private static List<Integer> rest(Iterator<Integer> iterator) {
    var rest = new ArrayList<Integer>();
    iterator.forEachRemaining(rest::add);
    return rest;
  }

  // ---- iterators

  /**
   * Several iterators at once, with all that can happen to a queue in between: each shows what was
   * there at its first step, in order, once, and leaves out nothing that has stayed.
   */
  @Test
  void anIteratorShowsWhatWasThereAtItsFirstStepLessWhatLeft() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new SplittableRandom(seed);
      queue = of();
      var walks = new ArrayList<Watched>();
      int next = 1_000; // makes each item another
      for (int step = 0; step < 120; step++) {
        switch (random.nextInt(step < 60 ? 8 : 10)) {
          case 0, 1, 2, 3 -> queue.add(random.nextInt(1_000) * 10_000 + next++);
          case 4 -> queue.poll();
          case 5 -> queue.removeIf(item -> random.nextInt(10) == 0);
          case 6 -> walks.add(new Watched(queue));
          case 7 -> refuse(walks);
          default -> walks.forEach(walk -> walk.step(random));
        }
        walks.forEach(Watched::look);
      }
      walks.forEach(Watched::finish);
    }
  }

  private void refuse(List<Watched> walks) {
    if (!queue.isEmpty()) {
      assertThrows(
          UnsupportedOperationException.class,
          () ->
              queue.drainTo(
                  Targets.refusing(
                      item -> walks.forEach(walk -> walk.stayed.remove(item))))); // it was away
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

  @Test
  void anIteratorShowsNothingThatCameAfterItsFirstStep() {
    var none = queue.iterator();
    assertFalse(none.hasNext());
    queue.add(5);
    assertFalse(none.hasNext());
    assertThrows(NoSuchElementException.class, none::next);
    var five = queue.iterator();
    assertTrue(five.hasNext());
    queue.add(3);
    assertEquals(List.of(5), rest(five));
  }

  @Test
  void anIteratorThatHasSaidThatThereIsAnItemGivesIt() {
    queue.addAll(List.of(1, 2, 3));
    int shown = 0;
    for (var iterator = queue.iterator(); iterator.hasNext(); shown++) {
      queue.poll();
      iterator.next();
    }
    assertTrue(shown >= 1);
    assertTrue(queue.size() < 3);
  }

  @Test
  void anIteratorRemovesWhatItGaveIfThatIsStillThere() {
    queue.addAll(List.of(1, 2, 3));
    var order = leaving(1, 2, 3);
    var iterator = queue.iterator();
    assertThrows(IllegalStateException.class, iterator::remove);
    iterator.next();
    queue.poll();
    iterator.remove(); // it has left
    assertThrows(IllegalStateException.class, iterator::remove);
    iterator.next();
    iterator.remove();
    assertEquals(order.subList(2, 3), List.copyOf(queue));
    assertEquals(3, queue.unfinished());
  }

  @Test
  void anIteratorRemovesTheItemThatItGaveAndNoOtherThatEqualsIt() {
    JoinableQueue<String> strings = fifo();
    var first = new String("a");
    var second = new String("a");
    strings.addAll(List.of(first, "b", second));
    var iterator = strings.iterator();
    iterator.next();
    iterator.next();
    assertSame(second, iterator.next());
    iterator.remove();
    assertSame(first, strings.peek());
    assertEquals(List.of("a", "b"), drained(strings));
  }

  // ---- spliterators and streams

  @Test
  void theSpliteratorIsConcurrentOrderedAndWithoutNulls() {
    queue.addAll(List.of(1, 2));
    var spliterator = queue.spliterator();
    assertEquals(
        Spliterator.CONCURRENT | Spliterator.ORDERED | Spliterator.NONNULL,
        spliterator.characteristics());
    assertEquals(-1, spliterator.getExactSizeIfKnown());
  }

  @Test
  void theSpliteratorAndStreamsBindAtTheirFirstStep() {
    var spliterator = queue.spliterator();
    var stream = queue.stream();
    queue.addAll(List.of(1, 2, 3));
    var shown = new ArrayList<Integer>();
    assertTrue(spliterator.tryAdvance(shown::add));
    queue.add(4);
    spliterator.forEachRemaining(shown::add);
    assertEquals(leaving(1, 2, 3), shown);
    assertEquals(List.copyOf(queue), stream.toList());
  }

  @Test
  void aSpliteratorThatHasComeToItsEndStaysThere() {
    var spliterator = queue.spliterator();
    assertFalse(spliterator.tryAdvance(item -> {}));
    queue.add(1);
    assertFalse(spliterator.tryAdvance(item -> {}));
  }

  @Test
  void whatASpliteratorSplitsOffComesFirst() {
    for (int i = 0; i < 3_000; i++) {
      queue.add(i * 7_919 % 3_000);
    }
    var expected = List.copyOf(queue);
    var shown = new ArrayList<Integer>();
    var rest = queue.spliterator();
    for (var head = rest.trySplit(); head != null; head = rest.trySplit()) {
      head.forEachRemaining(shown::add);
    }
    rest.forEachRemaining(shown::add);
    assertEquals(expected, shown);
    assertEquals(expected, queue.parallelStream().toList());
  }

  // ---- while others use the queue

  @Test
  void whatLooksAtAllItemsNeitherThrowsNorEndsLateWhileOthersPutAndTake() throws Exception {
    for (int i = 0; i < 100; i++) {
      queue.add(1_000 + i);
    }
    var over = new AtomicBoolean();
    var churners = List.of(run(() -> churn(over)), run(() -> churn(over)));
    for (int i = 0; i < 100; i++) {
      assertTrue(queue.stream().toArray().length <= 102);
      assertTrue(queue.toArray(new Integer[200]).length >= 100);
      assertTrue(new ArrayList<>(queue).size() <= 102); // by toArray()
      assertTrue(queue.parallelStream().count() <= 102);
      queue.forEach(item -> assertTrue(item >= 0));
      assertTrue(rest(queue.iterator()).size() <= 102);
      assertFalse(queue.contains(-1));
      assertFalse(queue.removeIf(item -> item == -1));
    }
    over.set(true);
    for (TestThread<Boolean> churner : churners) {
      assertTrue(churner.result());
    }
    assertEquals(100, queue.size());
  }

  private boolean churn(AtomicBoolean over) {
    var random = new SplittableRandom(1);
    while (!over.get()) {
      queue.add(random.nextInt(1_000));
      queue.poll();
      Thread.yield();
    }
    return true;
  }
}
