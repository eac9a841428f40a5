package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.fixtures.TestThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every fair semaphore does for threads. */
public abstract class SemaphoreContract extends AnyContract {
  /** A semaphore, whatever its type. */
  public interface Subject {
    void acquire() throws InterruptedException;

    boolean tryAcquire();

    boolean tryAcquire(Duration timeout) throws InterruptedException;

    void release();

    int availablePermits();
  }

  protected abstract Subject create(int permits);

  /** Whether it refuses a release above what it began with. */
  protected boolean isBounded() {
    return true;
  }

  private Subject taken() throws InterruptedException {
    var semaphore = create(1);
    semaphore.acquire();
    return semaphore;
  }

  @Test
  void everyWayToAcquireIsPaidBackByARelease() throws Exception {
    var semaphore = create(3);
    semaphore.acquire();
    assertTrue(semaphore.tryAcquire());
    assertTrue(semaphore.tryAcquire(Duration.ofHours(1)));
    assertEquals(0, semaphore.availablePermits());
    assertFalse(semaphore.tryAcquire());
    assertFalse(semaphore.tryAcquire(Duration.ofNanos(1)));
    assertFalse(semaphore.tryAcquire(Duration.ZERO));
    assertFalse(semaphore.tryAcquire(Duration.ofSeconds(Long.MIN_VALUE)));
    for (int i = 1; i <= 3; i++) {
      semaphore.release();
      assertEquals(i, semaphore.availablePermits());
    }
  }

  @Test
  void aReleaseAboveTheBoundIsRefusedAndChangesNothing() {
    assumeTrue(isBounded());
    var semaphore = create(2);
    assertThrows(IllegalStateException.class, semaphore::release);
    assertEquals(2, semaphore.availablePermits());
    assertTrue(semaphore.tryAcquire());
    semaphore.release();
    assertThrows(IllegalStateException.class, semaphore::release);
    assertEquals(2, semaphore.availablePermits());
  }

  @Test
  void waitersAreServedFirstComeFirstServed() throws Exception {
    var semaphore = taken();
    var served = Collections.synchronizedList(new ArrayList<Integer>());
    var waiters = new ArrayList<TestThread<Boolean>>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiters.add(
          waitingIn(
              () -> {
                semaphore.acquire();
                served.add(number);
                semaphore.release();
              }));
    }
    semaphore.release();
    for (var waiter : waiters) {
      waiter.result();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), served);
  }

  @Test
  void anInterruptedAcquireTookNothing() throws Exception {
    var semaphore = taken();
    var waiter = waitingIn(semaphore::acquire);
    waiter.interrupt();
    waiter.failure(InterruptedException.class);
    semaphore.release();
    assertEquals(1, semaphore.availablePermits());
  }

  @Test
  void anInterruptedThreadAcquiresNothingEvenIfItNeedNotWait() {
    var semaphore = create(1);
    assertInterrupted(semaphore::acquire);
    assertInterrupted(() -> semaphore.tryAcquire(Duration.ofHours(1)));
    assertEquals(1, semaphore.availablePermits());
  }

  @Test
  void aPermitGoesToTheNextWhenTheFirstHasGivenUp() throws Exception {
    var semaphore = taken();
    var first = waitingIn(semaphore::acquire);
    var second = waitingIn(semaphore::acquire);
    first.interrupt();
    first.failure(InterruptedException.class);
    semaphore.release();
    second.result();
    assertEquals(0, semaphore.availablePermits());
  }

  @Test
  void aPermitThatMeetsAnInterruptionIsTakenOrStays() throws Exception {
    for (int round = 0; round < 100; round++) {
      var semaphore = taken();
      var waiter = waitingIn(semaphore::acquire);
      var interrupter =
          run(
              () -> {
                waiter.interrupt();
                return true;
              });
      semaphore.release();
      interrupter.result();
      boolean has = true;
      try {
        waiter.result();
      } catch (InterruptedException e) {
        has = false;
      }
      assertEquals(has ? 0 : 1, semaphore.availablePermits());
    }
  }

  @Test
  void theLongestTimeoutNeverEnds() throws Exception {
    var semaphore = taken();
    var longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    var waiter = waiting(() -> semaphore.tryAcquire(longest));
    semaphore.release();
    assertTrue(waiter.result());
  }

  @Test
  void nobodyIsInsideBesideThoseThatHaveAPermit() throws Exception {
    var semaphore = create(2);
    var inside = new AtomicInteger();
    var crowd = new ArrayList<TestThread<Boolean>>();
    for (int i = 0; i < 4; i++) {
      crowd.add(
          run(
              () -> {
                for (int round = 0; round < 200; round++) {
                  semaphore.acquire();
                  assertTrue(inside.incrementAndGet() <= 2);
                  inside.decrementAndGet();
                  semaphore.release();
                }
                return true;
              }));
    }
    for (var each : crowd) {
      assertTrue(each.result());
    }
    assertEquals(2, semaphore.availablePermits());
  }
}
