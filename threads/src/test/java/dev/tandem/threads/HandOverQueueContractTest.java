package dev.tandem.threads;

import dev.tandem.threads.contract.BoundedQueueContract;
import dev.tandem.threads.contract.JoinableQueueContract;
import dev.tandem.threads.contract.PriorityQueueContract;
import dev.tandem.threads.contract.QueueEngine;
import dev.tandem.threads.contract.QueueRemovalContract;
import dev.tandem.threads.contract.QueueWalkContract;
import java.util.Comparator;
import org.junit.jupiter.api.Nested;

/** The contract of {@link JoinableQueue}, kept by the queues that its own functions create. */
class HandOverQueueContractTest {
  private static final QueueEngine ENGINE =
      new QueueEngine() {
        @Override
        public <E> JoinableQueue<E> fifo(int capacity) {
          return JoinableQueue.fifo(capacity);
        }

        @Override
        public <E> JoinableQueue<E> lifo(int capacity) {
          return JoinableQueue.lifo(capacity);
        }

        @Override
        public <E> JoinableQueue<E> priority(int capacity, Comparator<? super E> order) {
          return JoinableQueue.priority(capacity, order);
        }
      };

  @Nested
  class PutsAndTakes extends JoinableQueueContract {
    @Override
    protected QueueEngine engine() {
      return ENGINE;
    }
  }

  @Nested
  class IsFull extends BoundedQueueContract {
    @Override
    protected QueueEngine engine() {
      return ENGINE;
    }
  }

  @Nested
  class HasAnOrder extends PriorityQueueContract {
    @Override
    protected QueueEngine engine() {
      return ENGINE;
    }
  }

  @Nested
  class Removes extends QueueRemovalContract {
    @Override
    protected QueueEngine engine() {
      return ENGINE;
    }
  }

  @Nested
  class IsWalked extends QueueWalkContract {
    @Override
    protected QueueEngine engine() {
      return ENGINE;
    }
  }
}
