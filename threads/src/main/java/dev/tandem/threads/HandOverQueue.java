package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.Buffer.Entry;
import dev.tandem.threads.internal.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The {@link JoinableQueue} of threads: an item is handed over to the thread that waits for it.
 *
 * <p>This is what is done by those that put, take, wait and count; {@link AbstractJoinableQueue}
 * has what is done by traversing the items.
 */
final class HandOverQueue<E> extends AbstractJoinableQueue<E> {
  /*
   * One lock guards everything; it is held for a few steps at a time, and no thread waits under it.
   * Between two critical sections
   *
   *   - if a thread waits to take, the buffer is empty;
   *   - if a thread waits to put, the buffer is full;
   *   - if a thread waits to join, the unfinished count is above zero;
   *
   * so a thread that finds room, or an item, has no waiter before it. A put hands its item over to
   * the first waiting taker; a take lets the first waiting putter's item into the buffer in its
   * stead. Thus no waiter ever has to compete for what it was woken for, which is what makes the
   * queue fair, and what it was given cannot be lost: an interrupted or late waiter either leaves
   * its wait queue under the lock, unserved, or finds itself served and returns normally.
   *
   * That it holds either items or takers, and never both, is the idea of the dual queue [1], here
   * under a lock, as it needs a capacity, priorities, a count and a shutdown. The hand-over is that
   * of Hoare's monitors, which give a waiter what it waits for; under a Mesa monitor, as Java's are,
   * it is woken to look again, and a newcomer may have been quicker [2].
   *
   *   [1] W. N. Scherer III, M. L. Scott, "Nonblocking Concurrent Data Structures with Condition
   *       Synchronization", DISC 2004
   *   [2] B. W. Lampson, D. D. Redell, "Experience with Processes and Monitors in Mesa", CACM 23(2),
   *       1980
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue<E> putters = new WaitQueue<>(lock, this, "queue.put");
  private final WaitQueue<E> takers = new WaitQueue<>(lock, this, "queue.take");
  private final WaitQueue<Void> joiners = new WaitQueue<>(lock, this, "queue.join");
  private final Unfinished unfinished = new Unfinished(joiners);
  private final Buffer<E> buffer;
  private final int capacity;
  private long putBackEver;
  private boolean shutDown;

  HandOverQueue(Buffer<E> buffer, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.buffer = buffer;
    this.capacity = capacity;
  }

  // ---- putting and taking

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

  /** Hands the item to the first waiting taker, or puts it into the buffer if that has room. */
  private boolean putNow(E item) {
    var taker = takers.poll();
    if (taker != null) {
      taker.serve(item);
    } else if (buffer.size() < capacity) {
      buffer.add(item);
    } else {
      return false;
    }
    unfinished.add();
    return true;
  }

  @Override
  public E take() throws InterruptedException {
    return requireNonNull(take(Long.MAX_VALUE)); // it has no end but with an item
  }

  @Override
  public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return take(requireNonNull(unit, "unit").toNanos(timeout));
  }

  @Override
  public @Nullable E poll() {
    acquire();
    try {
      return takeNow();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable E take(long nanos) throws InterruptedException {
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

  private @Nullable E takeNow() {
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
        unfinished.add();
        putter.serve(null);
      } catch (Throwable comparatorFailed) { // also one that Java would have had declared
        putter.refuse(comparatorFailed);
      }
    }
  }

  @Override
  public @Nullable E peek() {
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
      unfinished.taskDone();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long unfinished() {
    acquire();
    try {
      return unfinished.count();
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
    Waiter<Void> waiter;
    acquire();
    try {
      if (nanos <= 0) {
        return unfinished.count() == 0;
      }
      waiter = unfinished.join(nanos);
    } finally {
      lock.unlock();
    }
    return waiter == null || joiners.await(waiter);
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
      unfinished.finish(discarded.size());
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

  /** A comparator may call this, too: it only reads. */
  @Override
  public String toString() {
    lock.lock();
    try {
      return "JoinableQueue[size = %d, capacity = %d, unfinished = %d, takers = %d, putters = %d%s]"
          .formatted(
              buffer.size(),
              capacity,
              unfinished.count(),
              takers.size(),
              putters.size(),
              shutDown ? ", shut down" : "");
    } finally {
      lock.unlock();
    }
  }

  @Override
  void fetch(Traversal<E> traversal) {
    acquire();
    try {
      traversal.fetch(buffer, putBackEver);
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
        putBackEver++;
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
