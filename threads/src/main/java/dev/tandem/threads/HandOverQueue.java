package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.internal.Timeouts;
import dev.tandem.threads.Buffer.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The {@link JoinableQueue} of threads: an item is handed over to the thread that waits for it.
 *
 * <p>This is what is done by those that put, take, wait and count; {@link WalkedQueue} has what is
 * done by walking over the items.
 */
final class HandOverQueue<E> extends WalkedQueue<E> {
  /*
   * One lock guards everything; it is held for a few steps at a time and nobody waits under it.
   * Between two critical sections
   *
   *   - if anybody waits to take, the buffer is empty;
   *   - if anybody waits to put, the buffer is full;
   *   - if anybody waits to join, the unfinished count is above zero;
   *
   * so whoever finds room, or an item, has nobody before them. A put gives its item to the first
   * waiting taker straight away; a take lets the first waiting putter's item into the buffer in its
   * stead. Thus no waiter ever has to compete for what it was woken for, which is what makes the
   * queue fair, and what it was given cannot be lost: an interrupted or late waiter either leaves
   * its wait queue under the lock, unserved, or finds itself served and returns normally. A joiner
   * is released by the call that brings the count to zero, and so misses no zero, however briefly
   * it lasts.
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue<E> putters = new WaitQueue<>(lock);
  private final WaitQueue<E> takers = new WaitQueue<>(lock);
  private final WaitQueue<E> joiners = new WaitQueue<>(lock);
  private final Buffer<E> buffer;
  private final int capacity;
  private long unfinished;
  private boolean shutDown;

  HandOverQueue(Buffer<E> buffer, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.buffer = buffer;
    this.capacity = capacity;
  }

  // ---- putting

  @Override
  public void put(E item) throws InterruptedException {
    put(item, Long.MAX_VALUE);
  }

  @Override
  public boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException {
    return put(item, requireNonNull(unit, "unit").toNanos(timeout));
  }

  @Override
  public boolean offer(E item) {
    requireNonNull(item, "item");
    acquire();
    try {
      requireOpen();
      return putNow(item);
    } finally {
      lock.unlock();
    }
  }

  private boolean put(E item, long nanos) throws InterruptedException {
    requireNonNull(item, "item");
    Interruptions.throwIfInterrupted();
    Waiter<E> waiter;
    acquire();
    try {
      requireOpen();
      if (putNow(item)) {
        return true;
      }
      if (nanos <= 0) {
        return false;
      }
      waiter = new Waiter<>(item, nanos);
      putters.add(waiter);
    } finally {
      lock.unlock();
    }
    return putters.await(waiter);
  }

  /** Gives the item to the first who waits for one, or puts it into the buffer if it has room. */
  private boolean putNow(E item) {
    var taker = takers.poll();
    if (taker != null) {
      taker.serve(item);
    } else if (buffer.size() < capacity) {
      buffer.add(item);
    } else {
      return false;
    }
    unfinished++;
    return true;
  }

  // ---- taking

  @Override
  public E take() throws InterruptedException {
    return take(Long.MAX_VALUE);
  }

  @Override
  public E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return take(requireNonNull(unit, "unit").toNanos(timeout));
  }

  @Override
  public E poll() {
    acquire();
    try {
      return takeNow();
    } finally {
      lock.unlock();
    }
  }

  private E take(long nanos) throws InterruptedException {
    Interruptions.throwIfInterrupted();
    Waiter<E> waiter;
    acquire();
    try {
      var item = takeNow();
      if (item != null || nanos <= 0) {
        return item;
      }
      waiter = new Waiter<>(null, nanos);
      takers.add(waiter);
    } finally {
      lock.unlock();
    }
    return takers.await(waiter) ? waiter.item : null;
  }

  private E takeNow() {
    var item = buffer.poll();
    if (item == null) {
      requireOpen();
    } else {
      admitPutters();
    }
    return item;
  }

  /** Lets in as many waiting putters as there is room for, after something left the buffer. */
  private void admitPutters() {
    while (buffer.size() < capacity) {
      var putter = putters.poll();
      if (putter == null) {
        return;
      }
      try {
        buffer.add(putter.item);
        unfinished++;
        putter.serve(null);
      } catch (Throwable comparatorFailed) { // also one that Java would have had declared
        putter.refuse(comparatorFailed);
      }
    }
  }

  @Override
  public E peek() {
    acquire();
    try {
      return buffer.peek();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (shutDown) {
      throw new QueueShutDownException();
    }
  }

  private void acquire() {
    lock.lock();
    if (lock.getHoldCount() > 1) {
      lock.unlock();
      throw new IllegalStateException("a comparator must not use its own queue");
    }
  }

  // ---- counting

  @Override
  public void taskDone() {
    acquire();
    try {
      if (unfinished == 0) {
        throw new IllegalStateException("taskDone() was called more often than items were put");
      }
      finish(1);
    } finally {
      lock.unlock();
    }
  }

  /** Lowers the count, though not below zero: who called taskDone too early is forgiven here. */
  private void finish(int items) {
    unfinished = Math.max(0, unfinished - items);
    if (unfinished == 0) {
      joiners.releaseAll();
    }
  }

  @Override
  public long unfinished() {
    acquire();
    try {
      return unfinished;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void join() throws InterruptedException {
    join(Long.MAX_VALUE);
  }

  @Override
  public boolean join(Duration timeout) throws InterruptedException {
    return join(Timeouts.nanos(timeout));
  }

  private boolean join(long nanos) throws InterruptedException {
    Interruptions.throwIfInterrupted();
    Waiter<E> waiter;
    acquire();
    try {
      if (unfinished == 0 || nanos <= 0) {
        return unfinished == 0;
      }
      waiter = new Waiter<>(null, nanos);
      joiners.add(waiter);
    } finally {
      lock.unlock();
    }
    return joiners.await(waiter);
  }

  // ---- shutting down

  @Override
  public void shutdown() {
    acquire();
    try {
      refuseAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<E> shutdownNow() {
    acquire();
    try {
      var discarded = buffer.inOrder();
      buffer.clear();
      refuseAll();
      finish(discarded.size());
      return discarded;
    } finally {
      lock.unlock();
    }
  }

  private void refuseAll() {
    shutDown = true;
    refuseAll(putters);
    refuseAll(takers);
  }

  private void refuseAll(WaitQueue<E> queue) {
    for (var waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
      waiter.refuse(null);
    }
  }

  @Override
  public boolean isShutdown() {
    acquire();
    try {
      return shutDown;
    } finally {
      lock.unlock();
    }
  }

  // ---- looking, and taking out what was looked at

  @Override
  public int size() {
    acquire();
    try {
      return buffer.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int remainingCapacity() {
    return Math.max(0, capacity - size()); // one that was put back may have made it overfull
  }

  @Override
  public void clear() {
    acquire();
    try {
      buffer.clear();
      admitPutters();
    } finally {
      lock.unlock();
    }
  }

  @Override
  void fetch(Walk<E> walk) {
    acquire();
    try {
      walk.fetch(buffer);
    } finally {
      lock.unlock();
    }
  }

  @Override
  boolean takeOut(Entry<E> place) {
    acquire();
    try {
      boolean removed = buffer.remove(place);
      if (removed) {
        admitPutters();
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  void putBack(Entry<E> place) {
    acquire();
    try {
      var taker = takers.poll();
      if (taker != null) {
        taker.serve(place.item);
      } else {
        buffer.putBack(place);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  List<E> snapshot() {
    acquire();
    try {
      return buffer.inOrder();
    } finally {
      lock.unlock();
    }
  }
}
