package dev.tandem.threads.contract;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every fair lock and its conditions do, as {@code java.util.concurrent.locks} says. The JDK's
 * {@code ReentrantLock} is the yardstick; whether a lock is reentrant is left open.
 */
public abstract class LockContract extends AnyContract {
  private Lock lock;

  protected abstract Lock create();

  @BeforeEach
  void begin() {
    lock = create();
  }

  private TestThread<Boolean> locking(Runnable inside) throws InterruptedException {
    return waitingIn(
        () -> {
          lock.lock();
          try {
            inside.run();
          } finally {
            lock.unlock();
          }
        });
  }

  private boolean isFree() throws Exception {
    return run(() -> {
          boolean free = lock.tryLock();
          if (free) {
            lock.unlock();
          }
          return free;
        })
        .result();
  }

  // ---- the lock

  @Test
  void oneThreadAtATimeHoldsIt() throws Exception {
    int[] plain = new int[1];
    var crowd = new ArrayList<TestThread<Boolean>>();
    for (int i = 0; i < 3; i++) {
      crowd.add(
          run(
              () -> {
                for (int round = 0; round < 300; round++) {
                  lock.lock();
                  plain[0]++;
                  lock.unlock();
                }
                return true;
              }));
    }
    for (var each : crowd) {
      each.result();
    }
    assertEquals(900, plain[0]);
  }

  @Test
  void waitersAreServedFirstComeFirstServed() throws Exception {
    var order = new ArrayList<Integer>();
    var waiters = new ArrayList<TestThread<Boolean>>();
    lock.lock();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiters.add(locking(() -> order.add(number)));
    }
    lock.unlock();
    for (var waiter : waiters) {
      waiter.result();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), order);
  }

  @Test
  void anInterruptedWaiterHasNothingAndTheNextGetsTheLock() throws Exception {
    lock.lock();
    var first = waitingIn(lock::lockInterruptibly);
    var second = locking(() -> {});
    first.interrupt();
    first.failure(InterruptedException.class);
    lock.unlock();
    second.result();
    assertTrue(isFree());
  }

  @Test
  void anInterruptedThreadLocksNothingEvenIfItNeedNotWait() throws Exception {
    assertInterrupted(lock::lockInterruptibly);
    assertInterrupted(() -> lock.tryLock(1, HOURS));
    assertInterrupted(() -> lock.tryLock(-1, HOURS));
    assertTrue(isFree());
  }

  @Test
  void lockDoesNotEndByAnInterruptionWhichStaysSet() throws Exception {
    lock.lock();
    var waiter =
        waiting(
            () -> {
              lock.lock();
              lock.unlock();
              return Thread.interrupted();
            });
    waiter.interrupt();
    lock.unlock();
    assertTrue(waiter.result());
  }

  @Test
  void aLockThatIsNotToBeHadInTimeIsNotHeld() throws Exception {
    lock.lock();
    assertFalse(run(() -> lock.tryLock()).result());
    assertFalse(run(() -> lock.tryLock(1, MILLISECONDS)).result());
    assertFalse(run(() -> lock.tryLock(0, SECONDS)).result());
    assertFalse(run(() -> lock.tryLock(Long.MIN_VALUE, DAYS)).result());
    lock.unlock();
    assertTrue(isFree());
  }

  @Test
  void theLongestTimeoutNeverEnds() throws Exception {
    lock.lock();
    var waiter = waiting(() -> lock.tryLock(Long.MAX_VALUE, DAYS));
    lock.unlock();
    assertTrue(waiter.result());
  }

  @Test
  void unlockingWhatAnotherHoldsOrNobodyIsRefusedAndChangesNothing() throws Exception {
    assertThrows(IllegalMonitorStateException.class, lock::unlock);
    lock.lock();
    run(() -> assertThrows(IllegalMonitorStateException.class, lock::unlock)).result();
    assertFalse(isFree());
    lock.unlock();
    assertTrue(isFree());
  }

  @Test
  void aMissingUnitIsRefused() throws Exception {
    assertThrows(NullPointerException.class, () -> lock.tryLock(1, null));
    assertTrue(isFree());
  }

  // ---- its conditions

  private TestThread<Boolean> awaiting(Call call) throws InterruptedException {
    return waitingIn(
        () -> {
          lock.lock();
          try {
            call.make();
          } finally {
            lock.unlock(); // refused if it is not held
          }
        });
  }

  @Test
  void signalsReachWaitersFirstComeFirstServed() throws Exception {
    var condition = lock.newCondition();
    var first = awaiting(condition::await);
    var second = awaiting(condition::awaitUninterruptibly);
    var third = awaiting(() -> assertTrue(condition.await(1, HOURS)));
    lock.lock();
    condition.signal();
    lock.unlock();
    first.result();
    assertFalse(second.isDone());
    lock.lock();
    condition.signal();
    lock.unlock();
    second.result();
    assertFalse(third.isDone());
    lock.lock();
    condition.signalAll();
    lock.unlock();
    third.result();
  }

  @Test
  void anInterruptedWaiterThrowsWithTheLockHeldAndPassesNoSignalBy() throws Exception {
    var condition = lock.newCondition();
    var first = awaiting(condition::await);
    var second = awaiting(condition::await);
    first.interrupt();
    first.failure(InterruptedException.class); // and not that of its unlock
    lock.lock();
    condition.signal();
    lock.unlock();
    second.result();
    assertTrue(isFree());
  }

  @Test
  void awaitUninterruptiblyDoesNotEndByAnInterruptionWhichStaysSet() throws Exception {
    var condition = lock.newCondition();
    var waiter =
        awaiting(
            () -> {
              condition.awaitUninterruptibly();
              assertTrue(Thread.interrupted());
            });
    waiter.interrupt();
    lock.lock();
    condition.signal();
    lock.unlock();
    waiter.result();
  }

  @Test
  void waitsThatTakeTooLongSaySoWithTheLockHeld() throws Exception {
    var condition = lock.newCondition();
    lock.lock();
    assertFalse(condition.await(1, MILLISECONDS));
    assertFalse(condition.await(Long.MIN_VALUE, DAYS));
    assertTrue(condition.awaitNanos(1_000) <= 0);
    assertTrue(condition.awaitNanos(0) <= 0);
    assertTrue(condition.awaitNanos(Long.MIN_VALUE) <= 0);
    assertFalse(condition.awaitUntil(new Date(0)));
    assertFalse(condition.awaitUntil(new Date(System.currentTimeMillis() + 1)));
    lock.unlock();
    assertTrue(isFree());
  }

  @Test
  void aWaitThatIsSignalledTellsWhatIsLeftOfItsTime() throws Exception {
    var condition = lock.newCondition();
    var nanos = awaiting(() -> assertTrue(condition.awaitNanos(HOURS.toNanos(1)) > 0));
    var date =
        awaiting(
            () ->
                assertTrue(
                    condition.awaitUntil(
                        new Date(System.currentTimeMillis() + HOURS.toMillis(1)))));
    var longest = awaiting(() -> assertTrue(condition.await(Long.MAX_VALUE, DAYS)));
    lock.lock();
    condition.signalAll();
    lock.unlock();
    nanos.result();
    date.result();
    longest.result();
  }

  @Test
  void aThreadThatComesInterruptedDoesNotWaitAndKeepsTheLock() throws Exception {
    var condition = lock.newCondition();
    lock.lock();
    assertInterrupted(condition::await);
    assertInterrupted(() -> condition.await(1, HOURS));
    assertInterrupted(() -> condition.awaitNanos(1));
    lock.unlock();
    assertTrue(isFree());
  }

  @Test
  void withoutTheLockEveryCallOfAConditionIsRefused() throws Exception {
    var condition = lock.newCondition();
    assertRefused(condition);
    lock.lock();
    run(() -> {
          assertRefused(condition);
          return true;
        })
        .result();
    lock.unlock();
    assertTrue(isFree());
  }

  private static void assertRefused(java.util.concurrent.locks.Condition condition) {
    assertThrows(IllegalMonitorStateException.class, condition::await);
    assertThrows(IllegalMonitorStateException.class, condition::awaitUninterruptibly);
    assertThrows(IllegalMonitorStateException.class, () -> condition.awaitNanos(1));
    assertThrows(IllegalMonitorStateException.class, () -> condition.await(1, NANOSECONDS));
    assertThrows(IllegalMonitorStateException.class, condition::signal);
    assertThrows(IllegalMonitorStateException.class, condition::signalAll);
  }
}
