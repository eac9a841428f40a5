package dev.tandem.threads;

import dev.tandem.threads.internal.Timeouts;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A flag that threads wait for: asyncio's and threading's {@code Event}.
 *
 * <pre>{@code
 * Event ready = new Event();
 * Thread waiter = new Thread(() -> {
 *   try {
 *     ready.await();
 *     System.out.println("... got it!");
 *   } catch (InterruptedException e) {
 *     Thread.currentThread().interrupt();
 *   }
 * });
 * waiter.start();
 * ready.set(); // every waiter goes on, now and until clear()
 * waiter.join();
 * }</pre>
 *
 * <p><b>Fairness.</b> Waiters are served first come, first served: {@link #set} releases all that
 * wait at that moment, in the order in which they came, even if {@link #clear} follows at once. A
 * pulse counts.
 *
 * <p><b>Interruption.</b> A waiter that is released just as it is interrupted, or as its time is
 * up, returns as released, and stays interrupted.
 *
 * <p><b>Threads and memory.</b> Any thread, platform or virtual, may call any method. Only a thread
 * that waits allocates. What came before {@code set} happens before what follows the {@code await}
 * that it released, or the {@link #isSet} that says so, and before what follows the {@code clear}
 * that takes it back: a thread that clears the flag and then looks at the data misses nothing.
 * While a worker of a {@code ForkJoinPool} waits, its pool has another worker run its tasks, if it
 * can have one.
 */
public final class Event {
  /*
   * `set` is written, and the wait queue used, under the lock only. So a thread that finds the flag
   * clear is in the queue before the next set(), which releases it, whatever clear() does then; and
   * between two critical sections of a set event no thread waits.
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue<Void> queue = new WaitQueue<>(lock, this, "event");
  private volatile boolean set;

  /** Creates an event that is not set. */
  public Event() {}

  /** Sets the flag and releases every thread that waits for it. A set flag stays set. */
  public void set() {
    lock.lock();
    try {
      set = true;
      queue.releaseAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the flag back: threads that wait from now on wait for the next {@link #set}. */
  public void clear() {
    lock.lock();
    try {
      set = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells whether the flag is set.
   *
   * @return true between a {@link #set} and the next {@link #clear}
   */
  public boolean isSet() {
    return set;
  }

  /**
   * Tells how many threads wait for the flag.
   *
   * @return their number now
   */
  public int waiters() {
    return queue.size();
  }

  /**
   * Waits until the flag is set; returns at once if it is.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has
   *     changed
   */
  public void await() throws InterruptedException {
    await(Long.MAX_VALUE);
  }

  /**
   * Waits until the flag is set, but no longer than {@code timeout}.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return true if the flag was set, false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has
   *     changed
   * @throws NullPointerException if {@code timeout} is null
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return await(Timeouts.nanos(timeout));
  }

  private boolean await(long nanos) throws InterruptedException {
    Interruptions.throwIfInterrupted();
    boolean now = set; // one look: it may be taken back between two
    if (now || nanos <= 0) {
      return now;
    }
    Waiter<Void> waiter;
    lock.lock();
    try {
      if (set) {
        return true;
      }
      waiter = new Waiter<>(null, nanos);
      queue.add(waiter);
    } finally {
      lock.unlock();
    }
    return queue.await(waiter);
  }

  /** Tells whether the event is set, and, if it is not, how many threads wait. */
  @Override
  public String toString() {
    lock.lock();
    try {
      return set ? "Event[set]" : "Event[unset, waiters = " + queue.size() + "]";
    } finally {
      lock.unlock();
    }
  }
}
