package dev.tandem.threads;

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
 * <p>{@link #set} releases all who wait at that moment, first come, first served, even if {@link
 * #clear} follows at once: a pulse counts. Whatever a thread did before {@code set} happens before
 * an {@code await} that it released returns, before {@link #isSet} says so, and before the {@code
 * clear} that takes it back: a thread that clears the flag and then looks at the data misses
 * nothing.
 *
 * <p>Any thread, platform or virtual, may call any method. Only a waiting thread allocates. A
 * waiter that is released just as it is interrupted, or as its time is up, returns as released, and
 * stays interrupted. While a worker of a {@code ForkJoinPool} waits, its pool has another worker
 * run its tasks, if it can have one.
 */
public final class Event {
  /*
   * `set` is written, and the wait queue used, under the lock only. So whoever finds the flag clear
   * stands in the queue before the next set(), which releases it, whatever clear() does then; and
   * between two critical sections of a set event nobody waits.
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue<Void> waiters = new WaitQueue<>(lock);
  private volatile boolean set;

  /** Creates an event that is not set. */
  public Event() {}

  /** Sets the flag and releases every thread that waits for it. A set flag stays set. */
  public void set() {
    lock.lock();
    try {
      set = true;
      waiters.releaseAll();
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
   * Waits until the flag is set; returns at once if it is.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; its
   *     interruption is cleared
   */
  public void await() throws InterruptedException {
    await(Long.MAX_VALUE);
  }

  /**
   * Waits until the flag is set, but no longer than {@code timeout}.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return true if the flag was set, false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits; its
   *     interruption is cleared
   * @throws NullPointerException if {@code timeout} is null
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return await(Timeouts.nanos(timeout));
  }

  private boolean await(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
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
      waiters.add(waiter);
    } finally {
      lock.unlock();
    }
    return waiters.await(waiter);
  }

  /** Names the event's state. */
  @Override
  public String toString() {
    return "Event[" + (isSet() ? "set" : "clear") + "]";
  }
}
