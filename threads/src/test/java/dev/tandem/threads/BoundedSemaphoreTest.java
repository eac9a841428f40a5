package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ParameterizedClass
@MethodSource("dev.tandem.threads.ThreadKind#available")
class BoundedSemaphoreTest {
  @Parameter private ThreadKind kind;

  @Test
  void everyWayToAcquireIsPaidBackByARelease() throws Exception {
    var semaphore = new BoundedSemaphore(3);
    semaphore.acquire();
    semaphore.acquire(2);
    semaphore.release(3);
    semaphore.acquireUninterruptibly();
    semaphore.acquireUninterruptibly(2);
    assertFalse(semaphore.tryAcquire());
    assertFalse(semaphore.tryAcquire(1, NANOSECONDS));
    semaphore.release(3);
    assertTrue(semaphore.tryAcquire());
    assertTrue(semaphore.tryAcquire(2, 1, HOURS));
    semaphore.release(3);
    assertTrue(semaphore.tryAcquire(2));
    assertTrue(semaphore.tryAcquire(1, HOURS));
    semaphore.release(3);
    assertEquals(3, semaphore.drainPermits());
    semaphore.release(3);
    assertEquals(3, semaphore.availablePermits());
    assertEquals(3, semaphore.bound());
  }

  @Test
  void aReleaseAboveTheBoundIsRefusedAndChangesNothing() throws Exception {
    var semaphore = new BoundedSemaphore(2);
    assertThrows(IllegalStateException.class, semaphore::release);
    semaphore.acquire();
    var refusal = assertThrows(IllegalStateException.class, () -> semaphore.release(2));
    assertEquals(
        "releasing 2 permits would exceed the bound of 2: 1 are available", refusal.getMessage());
    assertThrows(IllegalStateException.class, () -> semaphore.release(Integer.MAX_VALUE));
    assertEquals(1, semaphore.availablePermits());
    semaphore.release();
    assertEquals(2, semaphore.availablePermits());
  }

  @Test
  void negativePermitsAreRefusedByValue() {
    assertEquals(
        "permits must not be negative: -1",
        assertThrows(IllegalArgumentException.class, () -> new BoundedSemaphore(-1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new BoundedSemaphore(1).release(-1));
  }

  @Test
  void isFairUnlessAskedOtherwise() throws Exception {
    assertTrue(new BoundedSemaphore(1).isFair());
    assertFalse(new BoundedSemaphore(1, false).isFair());
    var semaphore = new BoundedSemaphore(1);
    semaphore.acquire();
    var served = new ArrayList<Integer>();
    var waiters = new ArrayList<Running<Object>>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiters.add(
          kind.start(
                  () -> {
                    semaphore.acquire();
                    served.add(number); // guarded by the one permit
                    semaphore.release();
                    return null;
                  })
              .untilItWaits());
    }
    semaphore.release();
    for (var waiter : waiters) {
      waiter.result();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), served);
  }

  @Test
  void anInterruptedAcquireTookNothing() throws Exception {
    var semaphore = new BoundedSemaphore(1);
    semaphore.acquire();
    var waiter =
        kind.start(
                () -> {
                  semaphore.acquire();
                  return null;
                })
            .untilItWaits();
    waiter.interrupt();
    waiter.failure(InterruptedException.class);
    semaphore.release();
    assertEquals(1, semaphore.availablePermits());
    assertThrows(IllegalStateException.class, semaphore::release);
  }

  @Test
  void aMillionTimedOutAcquiresLeaveTheHeapAsItWas() throws Throwable {
    var semaphore = new BoundedSemaphore(1);
    semaphore.acquire();
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            assertFalse(semaphore.tryAcquire(1, NANOSECONDS));
          }
        });
  }

  @Test
  void neverHoldsMoreThanItsBoundHoweverManyReleaseTooMuch() throws Exception {
    int bound = 3;
    var semaphore = new BoundedSemaphore(bound);
    var inside = new AtomicInteger();
    var refused = new AtomicInteger();
    var workers = new ArrayList<Running<Integer>>();
    for (int w = 0; w < 8; w++) {
      var random = new SplittableRandom(w);
      workers.add(
          kind.start(
              () -> {
                int most = 0;
                for (int i = 0; i < 20_000; i++) {
                  if (random.nextInt(8) == 0 && inside.get() == 0) {
                    try {
                      semaphore.release(bound + 1); // never right
                    } catch (IllegalStateException expected) {
                      refused.incrementAndGet();
                    }
                  }
                  semaphore.acquire();
                  most = Math.max(most, inside.incrementAndGet());
                  inside.decrementAndGet();
                  semaphore.release();
                }
                return most;
              }));
    }
    for (var worker : workers) {
      assertTrue(worker.result() <= bound);
    }
    assertEquals(bound, semaphore.availablePermits());
    assertTrue(refused.get() > 0);
  }
}
