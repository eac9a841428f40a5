package dev.tandem.threads.contract;

import dev.tandem.threads.JoinableQueue;
import java.util.Comparator;

/** The contract of {@link JoinableQueue}, kept by the queues that its own functions create. */
class HandOverQueueContractTest extends JoinableQueueContracts {
  HandOverQueueContractTest() {
    super(
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
        });
  }
}
