package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ParameterizedClass
@MethodSource("dev.tandem.fixtures.ThreadKind#available")
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
    var waiters = new ArrayList<TestThread<Object>>();
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
  void morePermitsThanThereCanBeAreRefusedByValue() throws Exception {
    var semaphore = new BoundedSemaphore(2);
    assertEquals(
        "cannot acquire 3 permits where there are 2",
        assertThrows(IllegalArgumentException.class, () -> semaphore.acquire(3)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> semaphore.acquireUninterruptibly(3));
    assertThrows(IllegalArgumentException.class, () -> semaphore.tryAcquire(3));
    assertThrows(IllegalArgumentException.class, () -> semaphore.tryAcquire(3, 1, HOURS));
    assertThrows(IllegalArgumentException.class, () -> semaphore.acquire(-1));
    semaphore.acquire(2);
    assertEquals(0, semaphore.availablePermits());
  }

  @Test
  void ofTwoReleasesForOneMissingPermitOneIsRefused() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      var semaphore = new BoundedSemaphore(2);
      semaphore.acquire();
      var both = new CyclicBarrier(2);
      Callable<Integer> releasing =
          () -> {
            both.await(20, SECONDS);
            try {
              semaphore.release();
              return 0;
            } catch (IllegalStateException refused) {
              return 1;
            }
          };
      var first = kind.start(releasing);
      var second = kind.start(releasing);
      assertEquals(1, first.result() + second.result());
      assertEquals(2, semaphore.availablePermits());
    }
  }

  @Test
  void toStringTellsThePermitsTheBoundAndTheWaiters() throws Exception {
    var semaphore = new BoundedSemaphore(2);
    semaphore.acquire();
    assertEquals("BoundedSemaphore[permits = 1, bound = 2, waiters = 0]", semaphore.toString());
    semaphore.acquire();
    var waiter =
        kind.start(
                () -> {
                  semaphore.acquire();
                  return true;
                })
            .untilItWaits();
    assertEquals("BoundedSemaphore[permits = 0, bound = 2, waiters = 1]", semaphore.toString());
    semaphore.release();
    assertTrue(waiter.result());
  }
}
