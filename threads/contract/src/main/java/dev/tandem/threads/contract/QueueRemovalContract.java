package dev.tandem.threads.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Targets;
import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.Undeclared;
import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Taking items out of any {@link JoinableQueue} from anywhere, whatever the items and the target
 * are up to.
 */
@ParameterizedClass
@MethodSource("dev.tandem.threads.contract.Setting#all")
public abstract class QueueRemovalContract extends AnyQueueContract {
  // ---- removeIf, removeAll, retainAll

  @Test
  void removeIfTellsWhetherItTookAnyOut() {
    queue.addAll(List.of(1, 2, 3));
    assertFalse(queue.removeIf(item -> item == 2 && queue.remove((Object) 2)));
    assertTrue(queue.removeIf(item -> item == 3));
    assertFalse(queue.removeAll(List.of(2, 3)));
    assertFalse(queue.retainAll(List.of(1)));
    assertTrue(queue.retainAll(List.of()));
    assertEquals(3, queue.unfinished());
  }

  @Test
  void aPredicateThatThrowsHasTakenOutWhatItMatchedBeforeOrNothing() {
    queue.addAll(List.of(1, 2, 3, 4));
    var order = leaving(1, 2, 3, 4);
    Predicate<Integer> throwsAtTheThird =
        item -> {
          if (item.equals(order.get(2))) {
            throw new StackOverflowError("mine");
          }
          return true;
        };
    assertThrows(StackOverflowError.class, () -> queue.removeIf(throwsAtTheThird));
    assertTrue(List.of(order, order.subList(2, 4)).contains(List.copyOf(queue)));
    assertEquals(4, queue.unfinished());
  }

  @Test
  void aPredicateThatFeedsTheQueueIsNotAskedForEver() {
    queue.addAll(List.of(1, 2));
    var asked = new AtomicInteger();
    assertFalse(
        queue.removeIf(
            item -> {
              queue.add(asked.incrementAndGet());
              return false;
            }));
    assertTrue(asked.get() < 1_000);
    assertEquals(2 + asked.get(), queue.unfinished());
  }

  @Test
  void aThreadThatAPredicateWaitsForMayUseTheQueue() {
    queue.addAll(List.of(1, 2));
    assertTrue(queue.removeIf(item -> resultOf(run(queue::size)) == 2 && item == 2));
    assertEquals(List.of(1), List.copyOf(queue));
  }

  private static <T> T resultOf(TestThread<T> running) {
    try {
      return running.result();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  // ---- drainTo

  @Test
  void theItemThatATargetRefusesIsTheNextToLeaveAndTheRestHaveNotLeft() {
    for (var refusal : List.of(new ArithmeticException(), new StackOverflowError("mine"))) {
      queue = of(5, 3, 4);
      var order = leaving(5, 3, 4);
      var given = new ArrayList<Integer>();
      var target =
          Targets.<Integer>target(
              item -> {
                if (given.size() == 1) {
                  throw Undeclared.thrown(refusal);
                }
                given.add(item);
              });
      assertEquals(refusal, assertThrows(Throwable.class, () -> queue.drainTo(target)));
      assertEquals(order.subList(0, 1), given);
      assertEquals(order.subList(1, 3), List.copyOf(queue));
      assertEquals(2, queue.drainTo(given));
      assertEquals(order, given);
      assertEquals(3, queue.unfinished());
    }
  }

  @Test
  void aTargetThatRefusesEachItemLosesNoneHoweverOftenItIsTried() {
    queue.addAll(List.of(5, 3, 4));
    for (int i = 0; i < 20; i++) {
      assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(List.of()));
    }
    assertEquals(leaving(5, 3, 4), drained(queue));
    assertEquals(3, queue.unfinished());
  }

  @Test
  void aTargetThatFeedsTheQueueAndThenRefusesLosesNothing() {
    queue.addAll(List.of(5, 3, 4));
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Targets.refusing(item -> queue.add(1))));
    assertEquals(List.of(1, 3, 4, 5), sorted(queue));
    assertEquals(4, queue.unfinished());
  }

  @Test
  void aDrainIntoWhatFeedsTheQueueAgainTakesAsManyAsWereThere() {
    queue.addAll(List.of(1, 2, 3));
    var fed = new ArrayList<Integer>();
    int drained =
        queue.drainTo(
            Targets.target(
                item -> {
                  fed.add(item);
                  queue.add(10 * item);
                }));
    assertEquals(3, drained);
    assertEquals(3, fed.size());
    assertEquals(3, queue.size());
    assertEquals(6, queue.unfinished());
    if (setting.flavour() == Flavour.FIFO) {
      assertEquals(List.of(10, 20, 30), List.copyOf(queue));
    }
  }

  @Test
  void aQueueIsNotDrainedToItself() {
    queue.addAll(List.of(1, 2));
    assertThrows(IllegalArgumentException.class, () -> queue.drainTo(queue));
    assertThrows(IllegalArgumentException.class, () -> queue.drainTo(queue, 1));
    assertEquals(leaving(1, 2), List.copyOf(queue));
    assertEquals(2, queue.unfinished());
  }

  @Test
  void aQueueThatIsDrainedIntoItselfBehindAWrapperGoesRoundOnce() {
    queue.addAll(List.of(1, 2, 3));
    assertEquals(3, queue.drainTo(Collections.checkedCollection(queue, Integer.class)));
    assertEquals(List.of(1, 2, 3), sorted(queue));
    assertEquals(6, queue.unfinished());
  }

  @Test
  void twoDrainsThatAreRefusedOneInTheOtherLeaveTheOrderAsItWas() {
    queue.addAll(List.of(2, 1, 3, 0));
    var inner = Targets.<Integer>refusing(item -> {});
    var outer =
        Targets.<Integer>refusing(
            item -> assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(inner)));
    assertThrows(UnsupportedOperationException.class, () -> queue.drainTo(outer));
    assertEquals(leaving(2, 1, 3, 0), List.copyOf(queue));
    assertEquals(4, queue.unfinished());
  }

  @Test
  void twoDrainsThatAreRefusedAtOnceLoseNothing() throws Exception {
    queue.addAll(List.of(2, 1, 3, 0));
    var firstTaken = new CountDownLatch(1);
    var secondTaken = new CountDownLatch(1);
    var first =
        run(
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
    assertEquals(List.of(0, 1, 2, 3), sorted(queue));
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
  void aTargetThatDrainsTheQueueItselfLeavesNothingTwice() {
    queue.addAll(List.of(1, 2, 3));
    var inner = new ArrayList<Integer>();
    var all = new ArrayList<Integer>();
    queue.drainTo(
        Targets.target(
            item -> {
              all.add(item);
              queue.drainTo(inner);
            }));
    all.addAll(inner);
    assertEquals(List.of(1, 2, 3), sorted(all));
    assertEquals(3, queue.unfinished());
    assertTrue(queue.isEmpty());
  }

  @Test
  void aRefusedItemGoesToATakerThatWaitsMeanwhile() throws Exception {
    queue.add(1);
    var takers = new ArrayList<TestThread<Integer>>();
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Targets.refusing(item -> takers.add(waitingTaker()))));
    assertEquals(1, takers.get(0).result());
    assertTrue(queue.isEmpty());
  }

  private TestThread<Integer> waitingTaker() {
    try {
      return taking();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aThreadThatATargetWaitsForMayUseTheQueue() {
    queue.addAll(List.of(1, 2));
    var drained = new ArrayList<Integer>();
    queue.drainTo(
        Targets.target(
            item -> {
              resultOf(run(() -> queue.size() + queue.unfinished()));
              drained.add(item);
            }));
    assertEquals(leaving(1, 2), drained);
  }

  // ---- equals

  /** Does what {@code equals} does, with what it is compared to. */
  private static final class Hostile {
    private final Predicate<Object> equals;

    Hostile(Predicate<Object> equals) {
      this.equals = equals;
    }

    @Override
    public boolean equals(Object other) {
      return equals.test(other);
    }

    @Override
    public int hashCode() {
      throw new AssertionError("nobody hashes an item");
    }
  }

  @Test
  void containsAndRemoveAskTheArgumentAndNotTheItem() {
    JoinableQueue<Object> objects = fifo();
    var questions = new ArrayList<String>();
    objects.add(
        new Hostile(
            other -> {
              throw new AssertionError("the item was asked");
            }));
    var argument = new Hostile(other -> questions.add("argument"));
    assertTrue(objects.contains(argument));
    assertTrue(objects.remove(argument));
    assertEquals(List.of("argument", "argument"), questions);
    assertEquals(1, objects.unfinished());
  }

  @Test
  void anEqualsThatThrowsChangesNothing() {
    queue.addAll(List.of(1, 2));
    var hostile =
        new Hostile(
            other -> {
              throw new StackOverflowError("mine");
            });
    assertThrows(StackOverflowError.class, () -> queue.contains(hostile));
    assertThrows(StackOverflowError.class, () -> queue.remove(hostile));
    assertEquals(leaving(1, 2), List.copyOf(queue));
    queue.add(3);
    assertEquals(3, queue.unfinished());
  }

  @Test
  void anEqualsThatFeedsTheQueueForEverIsNotAskedForEver() {
    queue.add(1);
    var asked = new AtomicInteger();
    var feeding =
        new Hostile(
            other -> {
              queue.offer(asked.getAndIncrement());
              return false;
            });
    assertFalse(queue.contains(feeding));
    assertFalse(queue.remove(feeding));
    assertTrue(asked.get() < 10_000);
  }

  @Test
  void anItemThatIsTakenWhileItIsComparedWasNotRemoved() {
    queue.addAll(List.of(1, 2));
    var thief = new Hostile(other -> other.equals(queue.poll()));
    assertFalse(queue.remove(thief));
    assertEquals(2, queue.unfinished());
  }

  @Test
  void aThreadThatEqualsWaitsForMayUseTheQueue() {
    queue.addAll(List.of(1, 2));
    var waiting = new Hostile(other -> other.equals(2) && resultOf(run(queue::size)) == 2);
    assertTrue(queue.contains(waiting));
    assertTrue(queue.remove(waiting));
    assertEquals(List.of(1), List.copyOf(queue));
  }

  @Test
  void ofEqualItemsTheNextToLeaveIsRemoved() {
    JoinableQueue<Object> objects = fifo();
    var first = new String("a");
    var second = new String("a");
    objects.addAll(List.of(first, "b", second));
    assertTrue(objects.remove("a"));
    assertTrue(objects.toArray()[1] == second);
    assertEquals(List.of("b", "a"), drained(objects));
  }

  // ---- while others use the queue

  @Test
  void everyItemIsTakenOutOnceByWhateverTakesItOut() throws Exception {
    int items = 2_000;
    var over = new AtomicBoolean();
    var takers =
        List.of(run(() -> taken(over)), run(() -> drained(over)), run(() -> removed(over)));
    for (int i = 0; i < items; i++) {
      queue.put(i);
    }
    while (!queue.isEmpty()) {
      Thread.onSpinWait();
    }
    over.set(true);
    int taken = 0;
    for (var taker : takers) {
      taken += taker.result();
    }
    assertEquals(items, taken + queue.size());
    assertEquals(items, queue.unfinished());
  }

  private int taken(AtomicBoolean over) {
    int taken = 0;
    while (!over.get()) {
      taken += queue.poll() == null ? 0 : 1;
      Thread.yield();
    }
    return taken;
  }

  private int drained(AtomicBoolean over) {
    var taken = new AtomicInteger();
    var random = new SplittableRandom(2);
    while (!over.get()) {
      try {
        queue.drainTo(
            Targets.target(
                item -> {
                  if (random.nextInt(10) == 0) {
                    throw new UnsupportedOperationException("refused");
                  }
                  taken.incrementAndGet();
                }),
            20);
      } catch (UnsupportedOperationException refused) {
        // it is back
      }
      Thread.yield();
    }
    return taken.get();
  }

  private int removed(AtomicBoolean over) {
    int taken = 0;
    while (!over.get()) {
      for (var item : queue) {
        if (item % 3 == 0 && queue.remove((Object) item)) {
          taken++;
          break;
        }
      }
      Thread.yield();
    }
    return taken;
  }
}
