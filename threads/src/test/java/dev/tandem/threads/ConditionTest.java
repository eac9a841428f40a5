package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ParameterizedClass
@MethodSource("dev.tandem.fixtures.ThreadKind#available")
class ConditionTest {
  @Parameter private ThreadKind kind;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition condition = new Condition(lock);
  private final List<Integer> woken = new ArrayList<>();

  private TestThread<Object> waiter(int number) throws InterruptedException {
    return kind.start(
            () -> {
              try (var held = condition.acquire()) {
                condition.await();
                woken.add(number);
                return null;
              }
            })
        .untilItWaits();
  }

  private List<TestThread<Object>> waiters(int count) throws InterruptedException {
    var waiters = new ArrayList<TestThread<Object>>();
    for (int i = 0; i < count; i++) {
      waiters.add(waiter(i));
      awaitWaiters(i + 1);
    }
    return waiters;
  }

  /** Returns once {@code count} threads wait for a signal. */
  private void awaitWaiters(int count) throws InterruptedException {
    while (true) {
      try (var held = condition.acquire()) {
        if (condition.waiters() == count) {
          return;
        }
        assertTrue(condition.waiters() < count);
      }
      Thread.onSpinWait();
    }
  }

  private void signal(int n) throws InterruptedException {
    try (var held = condition.acquire()) {
      condition.signal(n);
    }
  }

  @Test
  void signalsReachWaitersFirstComeFirstServed() throws Exception {
    var waiters = waiters(5);
    signal(1);
    waiters.get(0).result();
    signal(2);
    waiters.get(1).result();
    waiters.get(2).result();
    assertFalse(waiters.get(3).isDone());
    signal(100);
    waiters.get(3).result();
    waiters.get(4).result();
    assertEquals(List.of(0, 1, 2, 3, 4), woken);
  }

  /** It would take all day to signal ten thousand one by one. */
  @Test
  void aSignalToSomeDoesNotGoThroughAllWhoWait() throws Exception {
    var counted = new AtomicInteger();
    var counting =
        new Condition(
            new ReentrantLock() {
              @Override
              public int getWaitQueueLength(java.util.concurrent.locks.Condition waiters) {
                counted.getAndIncrement();
                return super.getWaitQueueLength(waiters);
              }
            });
    try (var held = counting.acquire()) {
      counting.signal(1);
      counting.signal(Integer.MAX_VALUE);
    }
    assertEquals(0, counted.get());
  }

  @Test
  void anInterruptedWaiterThrowsWithTheLockHeld() throws Exception {
    var waiter =
        kind.start(
            () -> {
              try (var held = condition.acquire()) {
                assertThrows(InterruptedException.class, condition::await);
                return lock.isHeldByCurrentThread();
              }
            });
    waiter.untilItWaits().interrupt();
    assertTrue(waiter.result());
    assertFalse(lock.isLocked());
  }

  @Test
  void aSecondInterruptionWhileTheLockIsTakenAgainIsKept() throws Exception {
    var waiter =
        kind.start(
            () -> {
              try (var held = condition.acquire()) {
                assertThrows(InterruptedException.class, condition::await);
                return lock.isHeldByCurrentThread() && Thread.interrupted();
              }
            });
    awaitWaiters(1);
    lock.lock();
    try {
      waiter.interrupt();
      while (!lock.hasQueuedThreads()) {
        Thread.onSpinWait();
      }
      waiter.interrupt();
    } finally {
      lock.unlock();
    }
    assertTrue(waiter.result());
  }

  @Test
  void aSignalledWaiterThatIsThenInterruptedReturnsAndStaysInterrupted() throws Exception {
    var waiter =
        kind.start(
            () -> {
              try (var held = condition.acquire()) {
                condition.await();
                return Thread.interrupted();
              }
            });
    awaitWaiters(1);
    try (var held = condition.acquire()) {
      condition.signal();
      waiter.interrupt();
    }
    assertTrue(waiter.result());
  }

  @Test
  void aSignalMeantForAnInterruptedWaiterGoesToTheNext() throws Exception {
    var waiters = waiters(2);
    try (var held = condition.acquire()) {
      waiters.get(0).interrupt();
      while (condition.waiters() == 2) { // the interrupted one leaves its place without the lock
        Thread.onSpinWait();
      }
      condition.signal();
    }
    waiters.get(0).failure(InterruptedException.class);
    waiters.get(1).result();
    assertEquals(List.of(1), woken);
  }

  @Test
  void aPredicateThatThrowsLeavesTheLockHeldAndTheConditionUsable() throws Exception {
    try (var held = condition.acquire()) {
      assertThrows(
          ArithmeticException.class, () -> condition.awaitUntil(() -> 1 / woken.size() == 0));
      assertTrue(lock.isHeldByCurrentThread());
    }
    var waiter = waiter(1);
    awaitWaiters(1);
    signal(1);
    waiter.result();
  }

  @Test
  void badArgumentsAreRefusedByName() throws Exception {
    assertEquals(
        "lock", assertThrows(NullPointerException.class, () -> new Condition(null)).getMessage());
    try (var held = condition.acquire()) {
      assertEquals(
          "cannot signal -1 threads",
          assertThrows(IllegalArgumentException.class, () -> condition.signal(-1)).getMessage());
      assertThrows(NullPointerException.class, () -> condition.awaitUntil(null));
      assertThrows(NullPointerException.class, () -> condition.await(null));
    }
  }

  @Test
  void waitersCountsThoseThatWaitForASignalWithTheLockOrWithout() throws Exception {
    assertEquals(0, condition.waiters());
    var waiters = waiters(3);
    assertEquals(3, condition.waiters());
    try (var held = condition.acquire()) {
      condition.signal();
      assertEquals(2, condition.waiters()); // though it has not got the lock yet
      var elsewhere = kind.start(condition::waiters);
      assertEquals(2, elsewhere.result());
      condition.signalAll();
      assertEquals(0, condition.waiters());
      elsewhere = kind.start(condition::waiters);
      assertEquals(0, elsewhere.result());
    }
    for (var waiter : waiters) {
      waiter.result();
    }
    assertEquals(0, condition.waiters());
  }

  @Test
  void aWaiterThatGivesUpCountsNoMore() throws Exception {
    var waiters = waiters(2);
    waiters.get(0).interrupt();
    waiters.get(0).failure(InterruptedException.class);
    assertEquals(1, condition.waiters());
    try (var held = condition.acquire()) {
      assertFalse(condition.await(Duration.ofNanos(1)));
      assertFalse(condition.await(Duration.ZERO));
      assertEquals(1, condition.waiters());
    }
    assertEquals(1, condition.waiters());
    signal(1);
    waiters.get(1).result();
    assertEquals(0, condition.waiters());
  }

  @Test
  void aSignalBesideAWaiterWhoseTimeIsUpIsCountedOnce() throws Exception {
    var stays = waiters(1);
    TestThread<Boolean> late;
    try (var held = condition.acquire()) {
      late =
          kind.start(
              () -> {
                try (var its = condition.acquire()) {
                  return condition.await(Duration.ofMillis(1));
                }
              });
    }
    assertFalse(late.result());
    signal(1);
    stays.get(0).result();
    assertEquals(0, condition.waiters());
  }

  @Test
  void aMillionTimedOutWaitsLeaveTheHeapAsItWas() throws Throwable {
    try (var held = condition.acquire()) {
      Heap.assertUnchangedBy(
          () -> {
            for (int i = 0; i < 1_000_000; i++) {
              assertFalse(condition.await(Duration.ofNanos(1)));
            }
          });
      assertEquals(0, condition.waiters());
    }
  }

  /**
   * In each round four threads wait, one signal is given, and one of the threads is interrupted at
   * about that time. Whoever it hits, the signal must reach a thread that returns normally.
   */
  @Test
  void everySignalIsAccountedForWhileInterruptionsFly() throws Exception {
    var random = new SplittableRandom(20_261_120);
    for (int round = 0; round < 3_000; round++) {
      var waiters = new ArrayList<TestThread<Boolean>>();
      for (int i = 0; i < 3; i++) {
        waiters.add(kind.start(this::isSignalled));
      }
      awaitWaiters(3);
      var victim = waiters.get(random.nextInt(3));
      int spins = random.nextInt(2_000);
      var interrupter =
          kind.start(
              () -> {
                for (int i = 0; i < spins; i++) {
                  Thread.onSpinWait();
                }
                victim.interrupt();
                return null;
              });
      signal(1);
      interrupter.result();
      int before = 0;
      while (before == 0) { // one returns for the signal: if it were lost, none would
        before = signalled(waiters);
        Thread.onSpinWait();
      }
      try (var held = condition.acquire()) {
        condition.signalAll();
      }
      int all = 0;
      for (var waiter : waiters) {
        all += waiter.result() ? 1 : 0;
      }
      assertTrue(all >= 2, "two of three were not interrupted, or kept their interruption");
    }
  }

  private boolean isSignalled() {
    try (var held = condition.acquire()) {
      condition.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static int signalled(List<TestThread<Boolean>> waiters) throws Exception {
    int signalled = 0;
    for (var waiter : waiters) {
      signalled += waiter.isDone() && waiter.result() ? 1 : 0;
    }
    return signalled;
  }
}
