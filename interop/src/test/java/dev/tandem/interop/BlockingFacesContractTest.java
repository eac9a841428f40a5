package dev.tandem.interop;

import dev.tandem.coroutines.Barrier;
import dev.tandem.coroutines.Event;
import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.threads.contract.BarrierContract;
import dev.tandem.threads.contract.ConditionContract;
import dev.tandem.threads.contract.EventContract;
import dev.tandem.threads.contract.JoinableQueueContracts;
import dev.tandem.threads.contract.LockContract;
import dev.tandem.threads.contract.QueueEngine;
import dev.tandem.threads.contract.SemaphoreContract;
import dev.tandem.threads.contract.Structurally;
import java.util.Comparator;
import java.util.concurrent.locks.Lock;
import kotlin.Unit;
import kotlinx.coroutines.sync.MutexKt;
import kotlinx.coroutines.sync.SemaphoreKt;
import org.junit.jupiter.api.Nested;

/** The contracts of what threads wait for, kept by the faces of what coroutines wait for. */
class BlockingFacesContractTest extends JoinableQueueContracts {
  BlockingFacesContractTest() {
    super(
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
        });
  }

  @Nested
  class OfEvent extends EventContract {
    @Override
    protected Subject create() {
      return Structurally.as(Subject.class, Blocking.asBlockingEvent(new Event()));
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
      return Structurally.as(Subject.class, lock.newCondition(), new Held(lock));
    }
  }

  @Nested
  class OfSemaphore extends SemaphoreContract {
    @Override
    protected Subject create(int permits) {
      var semaphore = SemaphoreKt.Semaphore(permits, 0);
      return Structurally.as(Subject.class, Blocking.asBlockingSemaphore(semaphore));
    }
  }

  @Nested
  class OfBarrier extends BarrierContract {
    @Override
    protected Subject create(int parties, Runnable action) {
      var barrier =
          new Barrier(
              parties,
              continuation -> {
                action.run();
                return Unit.INSTANCE;
              });
      return Structurally.as(Subject.class, Blocking.asBlockingBarrier(barrier));
    }
  }
}
