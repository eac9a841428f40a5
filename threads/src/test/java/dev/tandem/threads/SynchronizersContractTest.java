package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.contract.BarrierContract;
import dev.tandem.threads.contract.ConditionContract;
import dev.tandem.threads.contract.EventContract;
import dev.tandem.threads.contract.LockContract;
import dev.tandem.threads.contract.SemaphoreContract;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
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
      var event = new Event();
      return new Subject() {
        @Override
        public void set() {
          event.set();
        }

        @Override
        public void clear() {
          event.clear();
        }

        @Override
        public boolean isSet() {
          return event.isSet();
        }

        @Override
        public int waiters() {
          return event.waiters();
        }

        @Override
        public void await() throws InterruptedException {
          event.await();
        }

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
          return event.await(timeout);
        }

        @Override
        public String toString() {
          return event.toString();
        }
      };
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
      var condition = new Condition(lock);
      return new Subject() {
        @Override
        public Lock lock() {
          return lock;
        }

        @Override
        public void await() throws InterruptedException {
          condition.await();
        }

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
          return condition.await(timeout);
        }

        @Override
        public void awaitUntil(BooleanSupplier predicate) throws InterruptedException {
          condition.awaitUntil(predicate);
        }

        @Override
        public boolean awaitUntil(BooleanSupplier predicate, Duration timeout)
            throws InterruptedException {
          return condition.awaitUntil(predicate, timeout);
        }

        @Override
        public void signal() {
          condition.signal();
        }

        @Override
        public void signal(int n) {
          condition.signal(n);
        }

        @Override
        public void signalAll() {
          condition.signalAll();
        }

        @Override
        public int waiters() {
          return condition.waiters();
        }
      };
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
