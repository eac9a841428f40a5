package dev.tandem.threads.contract;

import dev.tandem.threads.JoinableQueue;
import java.util.Comparator;

/** Whatever claims the contract of {@link JoinableQueue}: how its queues are created. */
public interface QueueEngine {
  <E> JoinableQueue<E> fifo(int capacity);

  <E> JoinableQueue<E> lifo(int capacity);

  <E> JoinableQueue<E> priority(int capacity, Comparator<? super E> order);
}
