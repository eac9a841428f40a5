package dev.tandem.interop;

import dev.tandem.coroutines.Barrier;
import dev.tandem.coroutines.Event;
import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.threads.contract.BarrierContract;
import dev.tandem.threads.contract.BoundedQueueContract;
import dev.tandem.threads.contract.ConditionContract;
import dev.tandem.threads.contract.EventContract;
import dev.tandem.threads.contract.JoinableQueueContract;
import dev.tandem.threads.contract.LockContract;
import dev.tandem.threads.contract.PriorityQueueContract;
import dev.tandem.threads.contract.QueueEngine;
import dev.tandem.threads.contract.QueueRemovalContract;
import dev.tandem.threads.contract.QueueWalkContract;
import dev.tandem.threads.contract.SemaphoreContract;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import kotlin.Unit;
import kotlinx.coroutines.sync.MutexKt;
import kotlinx.coroutines.sync.SemaphoreKt;
import org.junit.jupiter.api.Nested;

/** The contracts of what threads wait for, kept by the faces of what coroutines wait for. */
class BlockingFacesContractTest {
  private static final QueueEngine FACE =
      new QueueEngine() {
        @Override
        public <E> dev.tandem.threads.JoinableQueue<E> fifo(int capacity) {
          return Blocking.asBlockingQueue(JoinableQueue.<E>fifo(capacity));
        }

        @Override
        public <E> dev.tandem.threads.JoinableQueue<E> lifo(int capacity) {
          return Blocking.asBlockingQueue(JoinableQueue.<E>lifo(capacity));
        }

        @Override
        public <E> dev.tandem.threads.JoinableQueue<E> priority(
            int capacity, Comparator<? super E> order) {
          return Blocking.asBlockingQueue(JoinableQueue.<E>priority(capacity, order));
        }
      };

  @Nested
  class PutsAndTakes extends JoinableQueueContract {
    @Override
    protected QueueEngine engine() {
      return FACE;
    }
  }

  @Nested
  class IsFull extends BoundedQueueContract {
    @Override
    protected QueueEngine engine() {
      return FACE;
    }
  }

  @Nested
  class HasAnOrder extends PriorityQueueContract {
    @Override
    protected QueueEngine engine() {
      return FACE;
    }
  }

  @Nested
  class Removes extends QueueRemovalContract {
    @Override
    protected QueueEngine engine() {
      return FACE;
    }
  }

  @Nested
  class IsWalked extends QueueWalkContract {
    @Override
    protected QueueEngine engine() {
      return FACE;
    }
  }

  @Nested
  class OfEvent extends EventContract {
    @Override
    protected Subject create() {
      var event = Blocking.asBlockingEvent(new Event());
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
  class OfLock extends LockContract {
    @Override
    protected Lock create() {
      return Blocking.asLock(MutexKt.Mutex(false));
    }
  }

  @Nested
  class OfCondition extends ConditionContract {
    @Override
    protected Subject create() {
      var lock = Blocking.asLock(MutexKt.Mutex(false));
      var condition = lock.newCondition();
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
  class OfSemaphore extends SemaphoreContract {
    @Override
    protected Subject create(int permits) {
      var semaphore = Blocking.asBlockingSemaphore(SemaphoreKt.Semaphore(permits, 0));
      return new Subject() {
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
          return semaphore.tryAcquire(timeout);
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
  }

  @Nested
  class OfBarrier extends BarrierContract {
    @Override
    protected Subject create(int parties, Runnable action) {
      var barrier =
          Blocking.asBlockingBarrier(
              new Barrier(
                  parties,
                  continuation -> {
                    action.run();
                    return Unit.INSTANCE;
                  }));
      return new Subject() {
        @Override
        public int await() throws InterruptedException, BrokenBarrierException {
          return barrier.await();
        }

        @Override
        public int await(Duration timeout)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
          return barrier.await(timeout);
        }

        @Override
        public int parties() {
          return barrier.parties();
        }

        @Override
        public int waiting() {
          return barrier.waiting();
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
