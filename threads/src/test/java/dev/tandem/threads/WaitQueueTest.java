package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many wait, one that leaves costs the same. */
@Timeout(120)
class WaitQueueTest {
  private final WaitQueue<String> queue = new WaitQueue<>(new ReentrantLock(), this, "test");

  private List<Waiter<String>> waiters(int count, long nanos) {
    var waiters = new ArrayList<Waiter<String>>(count);
    for (int i = 0; i < count; i++) {
      waiters.add(new Waiter<>(null, nanos));
      queue.add(waiters.get(i));
    }
    return waiters;
  }

  /** If each had to be looked for among the others, this would take days. */
  @Test
  void aMillionWaitersThatAreLateAtOnceLeaveOneByOneFromAnywhere() throws Exception {
    var waiters = waiters(1_000_000, 0);
    Collections.shuffle(waiters, new Random(1));
    for (var waiter : waiters) {
      assertFalse(queue.await(waiter));
    }
    assertNull(queue.poll());
  }

  @Test
  void thoseWhoStayKeepTheirOrder() throws Exception {
    var waiters = waiters(6, 0);
    for (int gone : new int[] {0, 5, 2}) {
      queue.await(waiters.get(gone));
    }
    for (int left : new int[] {1, 3, 4}) {
      assertSame(waiters.get(left), queue.poll());
    }
    assertNull(queue.poll());
  }

  @Test
  void aWaiterThatIsServedIsServedThoughItIsLateAndInterrupted() throws Exception {
    var waiter = waiters(1, 0).get(0);
    queue.poll().serve("a");
    Thread.currentThread().interrupt();
    assertTrue(queue.await(waiter));
    assertTrue(Thread.interrupted());
    assertEquals("a", waiter.item);
  }

  @Test
  void aWaiterThatIsInterruptedAndLateIsInterrupted() {
    var waiter = waiters(1, 0).get(0);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> queue.await(waiter));
    assertFalse(Thread.interrupted());
    assertNull(queue.poll());
  }

  private record Crowd(String name, Callable<?> waiting) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Crowd> crowds() {
    var patience = Duration.ofMillis(500);
    var event = new Event();
    var condition = new Condition();
    JoinableQueue<String> empty = JoinableQueue.fifo();
    JoinableQueue<String> full = JoinableQueue.fifo(1);
    full.add("a");
    return List.of(
        new Crowd("event", () -> event.await(patience)),
        new Crowd("poll", () -> empty.poll(500, TimeUnit.MILLISECONDS) != null),
        new Crowd("offer", () -> full.offer("b", 500, TimeUnit.MILLISECONDS)),
        new Crowd("join", () -> full.join(patience)),
        new Crowd(
            "condition",
            () -> {
              try (var held = condition.acquire()) {
                return condition.await(patience);
              }
            }));
  }

  /** Where each looked for its place, {@code Event} took sixty times as long as sleepers do. */
  @ParameterizedTest
  @MethodSource("crowds")
  void fiftyThousandTimeoutsAtOnceTakeNotMuchLongerThanAsManySleepers(Crowd crowd)
      throws Exception {
    assumeTrue(VirtualThreads.isSupported());
    double sleeping =
        seconds(
            () -> {
              Thread.sleep(500);
              return false;
            });
    double waiting = seconds(crowd.waiting);
    assertTrue(waiting < 5 + 10 * sleeping, waiting + " s, sleepers took " + sleeping + " s");
  }

  private static double seconds(Callable<?> body) throws Exception {
    long start = System.nanoTime();
    var crowd = new ArrayList<TestThread<?>>();
    for (int i = 0; i < 50_000; i++) {
      crowd.add(ThreadKind.VIRTUAL.start(body));
    }
    for (var each : crowd) {
      assertEquals(false, each.result());
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
