package dev.tandem.threads.contract;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.fixtures.Targets;
import dev.tandem.fixtures.TestThread;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link JoinableQueue} does that is full. */
@ParameterizedClass
@MethodSource("dev.tandem.threads.contract.Setting#withLimit")
public abstract class BoundedQueueContract extends AnyQueueContract {
  private JoinableQueue<Integer> full(Integer... items) {
    queue = setting.flavour().create(engine(), items.length);
    queue.addAll(List.of(items));
    return queue;
  }

  /** Where they leave first, an item that a putter brings may be taken out in place of another. */
  private boolean newcomersLeaveLast() {
    return setting.flavour() != Flavour.LIFO;
  }

  @Test
  void aFullQueueRefusesWhatDoesNotWait() throws Exception {
    full(1, 2);
    assertFalse(queue.offer(3));
    assertFalse(queue.offer(3, 1, NANOSECONDS));
    assertFalse(queue.offer(3, -1, HOURS));
    assertFalse(queue.offer(3, Long.MIN_VALUE, DAYS));
    assertThrows(IllegalStateException.class, () -> queue.add(3));
    assertEquals(leaving(1, 2), List.copyOf(queue));
    assertEquals(0, queue.remainingCapacity());
    assertEquals(2, queue.unfinished());
  }

  @Test
  void theRemainingCapacityIsWhatIsLeft() {
    queue = setting.flavour().create(engine(), 2);
    assertEquals(2, queue.remainingCapacity());
    queue.add(1);
    assertEquals(1, queue.remainingCapacity());
    queue.poll();
    assertEquals(2, queue.remainingCapacity());
  }

  // ---- promise 1: lossless

  @Test
  void anInterruptedPutPutNothing() throws Exception {
    full(1, 2);
    var putter = putting(3);
    putter.interrupt();
    putter.failure(InterruptedException.class);
    assertEquals(leaving(1, 2), drained(queue));
    assertEquals(2, queue.unfinished());
  }

  @Test
  void aPutWhoseTimeIsUpPutNothing() throws Exception {
    full(1, 2);
    assertFalse(queue.offer(3, 100, MICROSECONDS));
    assertEquals(leaving(1, 2), drained(queue));
    assertEquals(2, queue.unfinished());
  }

  @Test
  void aPutterThatIsInterruptedAsRoomComesHasPutEntirelyOrNotAtAll() throws Exception {
    full(0);
    for (int round = 1; round <= 50; round++) {
      var putter = putting(round);
      var interrupter =
          run(
              () -> {
                putter.interrupt();
                return true;
              });
      queue.take();
      queue.taskDone();
      interrupter.result();
      boolean put = true;
      try {
        putter.result();
      } catch (InterruptedException e) {
        put = false;
      }
      assertEquals(put ? List.of(round) : List.of(), List.copyOf(queue));
      assertEquals(put ? 1 : 0, queue.unfinished());
      queue.offer(0);
    }
  }

  @Test
  void theLongestTimeoutToPutNeverEnds() throws Exception {
    full(1);
    var putter = waiting(() -> queue.offer(2, Long.MAX_VALUE, DAYS));
    queue.take();
    assertTrue(putter.result());
    var almost = waiting(() -> queue.offer(3, Long.MAX_VALUE - 1, NANOSECONDS));
    queue.take();
    assertTrue(almost.result());
  }

  // ---- promise 2: no lost wake-up

  @Test
  void roomGoesToTheNextPutterWhenTheFirstHasGivenUp() throws Exception {
    full(1);
    var first = putting(2);
    var second = putting(3);
    first.interrupt();
    first.failure(InterruptedException.class);
    assertEquals(1, queue.take());
    second.result();
    assertEquals(List.of(3), drained(queue));
  }

  @Test
  void clearingLetsAsManyPuttersInAsThereIsRoomFor() throws Exception {
    assumeTrue(newcomersLeaveLast());
    full(1, 2);
    var putters = List.of(putting(3), putting(4), putting(5));
    queue.clear();
    putters.get(0).result();
    putters.get(1).result();
    assertFalse(putters.get(2).isDone());
    assertEquals(List.of(3, 4), sorted(queue));
    queue.remove((Object) 4);
    putters.get(2).result();
    assertEquals(List.of(3, 5), sorted(queue));
    assertEquals(5, queue.unfinished());
  }

  @Test
  void everyDoorThroughWhichAnItemLeavesLetsAWaitingPutterIn() throws Exception {
    var doors = new LinkedHashMap<String, ThrowingConsumer<JoinableQueue<Integer>>>();
    doors.put("take", JoinableQueue::take);
    doors.put("poll", JoinableQueue::poll);
    doors.put("poll in time", each -> each.poll(1, HOURS));
    doors.put("remove", JoinableQueue::remove);
    doors.put("remove it", each -> each.remove((Object) 1));
    doors.put("removeIf", each -> each.removeIf(item -> item == 1));
    doors.put("removeAll", each -> each.removeAll(List.of(1)));
    doors.put("retainAll", each -> each.retainAll(List.of()));
    doors.put("iterator", BoundedQueueContract::removeFirst);
    doors.put("drainTo", each -> each.drainTo(new ArrayList<>()));
    doors.put("drainTo one", each -> each.drainTo(new ArrayList<>(), 1));
    doors.put("clear", JoinableQueue::clear);
    for (var door : doors.entrySet()) {
      full(1);
      var putter = putting(2);
      leave(door);
      assertEquals(2, putter.result(), door.getKey());
      assertEquals(List.of(2), List.copyOf(queue), door.getKey());
      assertEquals(2, queue.unfinished(), door.getKey());
    }
  }

  private void leave(Map.Entry<String, ThrowingConsumer<JoinableQueue<Integer>>> door) {
    try {
      door.getValue().accept(queue);
    } catch (Throwable e) {
      throw new AssertionError(door.getKey(), e);
    }
  }

  private static void removeFirst(JoinableQueue<Integer> queue) {
    var iterator = queue.iterator();
    iterator.next();
    iterator.remove();
  }

  // ---- promise 3: fair

  @Test
  void puttersAreServedFirstComeFirstServed() throws Exception {
    full(0);
    var putters = new ArrayList<TestThread<?>>();
    for (int i = 1; i < 6; i++) {
      int item = i;
      putters.add(i == 3 ? waiting(() -> queue.offer(item, 1, HOURS)) : putting(i));
    }
    for (int i = 0; i < 6; i++) { // there is room for one: items leave as they are let in
      assertEquals(i, queue.take());
    }
    for (var putter : putters) {
      putter.result();
    }
  }

  @Test
  void aPutterThatComesLaterAndWaitsOvertakesNobody() throws Exception {
    for (int round = 0; round < 50; round++) {
      full(0);
      var first = putting(1);
      assertEquals(0, queue.take());
      var second = run(() -> put(2));
      assertEquals(1, queue.take());
      assertEquals(2, queue.take());
      first.result();
      second.result();
    }
  }

  // ---- promise 6: shutdown reaches everyone

  @Test
  void shutdownWakesPuttersAndLeavesWhatIsThereToTakers() throws Exception {
    full(2, 1);
    var putters = List.of(putting(3), waiting(() -> queue.offer(4, 1, HOURS)));
    queue.shutdown();
    for (var putter : putters) {
      putter.failure(QueueShutDownException.class);
    }
    assertEquals(leaving(2, 1), List.of(queue.take(), queue.poll()));
    assertThrows(QueueShutDownException.class, queue::take);
    assertEquals(2, queue.unfinished());
  }

  @Test
  void shutdownNowWakesPuttersAndJoinersAndDiscardsNothingOfWhatWaited() throws Exception {
    full(2, 1);
    var putter = putting(3);
    var joiner = waiting(() -> queue.join(Duration.ofHours(1)));
    assertEquals(leaving(2, 1), queue.shutdownNow());
    putter.failure(QueueShutDownException.class);
    assertTrue(joiner.result());
    assertEquals(0, queue.unfinished());
    assertTrue(queue.isEmpty());
  }

  // ---- hostile targets

  @Test
  void aDrainThatIsRefusedOverfillsByNoMoreThanOneAndLosesNothing() throws Exception {
    full(1);
    var letIn = new AtomicBoolean();
    assertThrows(
        UnsupportedOperationException.class,
        () -> queue.drainTo(Targets.refusing(item -> letIn.set(queue.offer(2)))));
    assertEquals(letIn.get() ? leaving(1, 2) : List.of(1), List.copyOf(queue));
    assertEquals(0, queue.remainingCapacity());
    assertFalse(queue.offer(3));
    assertEquals(letIn.get() ? 2 : 1, queue.unfinished());
  }

  @Test
  void aDrainLetsPuttersInAndTheyAreNotDrained() throws Exception {
    assumeTrue(newcomersLeaveLast());
    full(1, 2);
    var putter = putting(3);
    assertEquals(2, queue.drainTo(new ArrayList<>()));
    putter.result();
    assertEquals(List.of(3), List.copyOf(queue));
  }

  @Test
  void toStringTellsHowManyWaitToPut() throws Exception {
    full(1, 2);
    var putter = putting(3);
    assertEquals(
        "JoinableQueue[size = 2, capacity = 2, unfinished = 2, takers = 0, putters = 1]",
        queue.toString());
    queue.shutdown();
    putter.failure(QueueShutDownException.class);
  }
}
