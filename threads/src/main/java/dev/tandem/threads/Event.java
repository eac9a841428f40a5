package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

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
 * <p>Any thread, platform or virtual, may call any method. Only a waiting thread allocates.
 */
public final class Event {
  /*
   * The state is one reference:
   *
   *   CLEAR ──await──► a latch, on which everybody waits
   *   CLEAR ──set────► SET           a latch ──set──► SET, and the latch opens
   *   SET ──clear────► CLEAR         a latch ──clear──► stays: it is clear already
   *
   * A waiter holds on to the latch it found. Once set() has taken the latch out of the state, no
   * clear() can close it again, so nobody who waited on it misses the pulse. A latch outlives its
   * waiters' timeouts, to serve the next ones.
   */
  private static final Object CLEAR = new Object();
  private static final Object SET = new Object();

  private final AtomicReference<Object> state = new AtomicReference<>(CLEAR);

  /** Creates an event that is not set. */
  public Event() {}

  /** Sets the flag and releases every thread that waits for it. A set flag stays set. */
  public void set() {
    // a write even if it is set: who clears it next must see what came before this call
    if (state.getAndSet(SET) instanceof CountDownLatch latch) {
      latch.countDown();
    }
  }

  /** Takes the flag back: threads that wait from now on wait for the next {@link #set}. */
  public void clear() {
    state.compareAndSet(SET, CLEAR);
  }

  /**
   * Tells whether the flag is set.
   *
   * @return true between a {@link #set} and the next {@link #clear}
   */
  public boolean isSet() {
    return state.get() == SET;
  }

  /**
   * Waits until the flag is set; returns at once if it is.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; its
   *     interruption is cleared
   */
  public void await() throws InterruptedException {
    var latch = latch();
    if (latch != null) {
      latch.await();
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
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
    long nanos = Timeouts.nanos(timeout);
    boolean set = isSet();
    if (set || nanos <= 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return set;
    }
    var latch = latch();
    return latch == null || latch.await(nanos, NANOSECONDS);
  }

  /** The latch to wait on, or null if the flag is set. */
  private CountDownLatch latch() {
    while (true) {
      var current = state.get();
      if (current == SET) {
        return null;
      }
      if (current instanceof CountDownLatch latch) {
        return latch;
      }
      var latch = new CountDownLatch(1);
      if (state.compareAndSet(CLEAR, latch)) {
        return latch;
      }
    }
  }

  /** Names the event's state. */
  @Override
  public String toString() {
    return "Event[" + (isSet() ? "set" : "clear") + "]";
  }
}
