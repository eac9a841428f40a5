package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Targets;
import dev.tandem.fixtures.ThreadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking items out of a queue that hands them over, beyond the contract. */
@Timeout(120)
class JoinableQueueRemovalTest {
  // ---- what is taken out

  @ParameterizedTest
  @MethodSource("dev.tandem.threads.Flavour#flavours")
  void theItemThatATargetRefusesIsBackAtItsPlace(Flavour flavour) {
    var queue = flavour.of(5, 3, 4);
    var expected = List.copyOf(queue);
    assertThrows(
        UnsupportedOperationException.class, () -> queue.drainTo(Targets.refusing(item -> {})));
    assertEquals(expected, List.copyOf(queue));
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Targets.refusing(item -> queue.add(1))));
    var alike = flavour.of(5, 3, 4, 1);
    assertEquals(List.copyOf(alike), List.copyOf(queue));
    assertEquals(4, queue.unfinished());
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
                    Targets.refusing(
                        item -> {
                          firstTaken.countDown();
                          await(secondTaken);
                        })));
    assertTrue(firstTaken.await(20, SECONDS));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            queue.drainTo(
                Targets.refusing(
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
  void theRemainingCapacityIsNeverNegative() throws Exception {
    JoinableQueue<String> queue = JoinableQueue.fifo(1);
    queue.add("a");
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Targets.refusing(item -> assertTrue(queue.offer("b")))));
    assertEquals(2, queue.size());
    assertEquals(0, queue.remainingCapacity());
    assertFalse(queue.offer("c"));
    assertEquals("a", queue.take());
    assertEquals(0, queue.remainingCapacity());
    assertEquals("b", queue.take());
    assertEquals(1, queue.remainingCapacity());
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
}
