package dev.tandem.threads.contract;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.BoundedSemaphore;
import dev.tandem.threads.Condition;
import dev.tandem.threads.Event;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Nested;

/** The contracts of what threads wait for, kept by this module's types and by the JDK's. */
class SynchronizersContractTest {
  private static long nanos(Duration timeout) {
    return timeout.isNegative() ? -1 : NANOSECONDS.convert(timeout);
  }

  @Nested
  class OfEvent extends EventContract {
    @Override
    protected Subject create() {
      return Structurally.as(Subject.class, new Event());
    }
  }

  @Nested
  class OfReentrantLock extends LockContract {
    @Override
    protected Lock create() {
      return new ReentrantLock(true);
    }
  }

  @Nested
  class OfCondition extends ConditionContract {
    @Override
    protected Subject create() {
      var lock = new ReentrantLock(true);
      return Structurally.as(Subject.class, new Condition(lock), new ConditionContract.Held(lock));
    }
  }

  @Nested
  class OfBoundedSemaphore extends SemaphoreContract {
    @Override
    protected Subject create(int permits) {
      return subject(new BoundedSemaphore(permits));
    }
  }

  @Nested
  class OfSemaphore extends SemaphoreContract {
    @Override
    protected Subject create(int permits) {
      return subject(new Semaphore(permits, true));
    }

    @Override
    protected boolean isBounded() {
      return false;
    }
  }

  private static SemaphoreContract.Subject subject(Semaphore semaphore) {
    return new SemaphoreContract.Subject() {
      @Override
      public void acquire() throws InterruptedException {
        semaphore.acquire();
      }

      @Override
      public boolean tryAcquire() {
        return semaphore.tryAcquire();
      }

      @Override
      public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return semaphore.tryAcquire(nanos(timeout), NANOSECONDS);
      }

      @Override
      public void release() {
        semaphore.release();
      }

      @Override
      public int availablePermits() {
        return semaphore.availablePermits();
      }
    };
  }

  @Nested
  class OfCyclicBarrier extends BarrierContract {
    @Override
    protected Subject create(int parties, Runnable action) {
      var barrier = new CyclicBarrier(parties, action);
      return new Subject() {
        @Override
        public int await() throws InterruptedException, BrokenBarrierException {
          return barrier.await();
        }

        @Override
        public int await(Duration timeout)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
          return barrier.await(nanos(timeout), NANOSECONDS);
        }

        @Override
        public int parties() {
          return barrier.getParties();
        }

        @Override
        public int waiting() {
          return barrier.getNumberWaiting();
        }

        @Override
        public boolean isBroken() {
          return barrier.isBroken();
        }

        @Override
        public void reset() {
          barrier.reset();
        }
      };
    }
  }
}
