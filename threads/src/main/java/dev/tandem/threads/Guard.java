package dev.tandem.threads;

import java.util.Objects;
import java.util.concurrent.locks.Lock;

/**
 * A lock that is held until the end of a block: Python's {@code with lock:} for any {@link Lock}.
 *
 * <pre>{@code
 * Lock lock = new ReentrantLock();
 * try (Guard held = Guard.hold(lock)) {
 *   balance -= amount; // the lock is given back however this ends
 * }
 * }</pre>
 *
 * <p>Memory is as with {@link Lock#lock} and {@link Lock#unlock}; fairness is the lock's own. A
 * guard belongs to the thread that made it; closing it again does nothing.
 */
public final class Guard implements AutoCloseable {
  private final Lock lock;
  private boolean closed;

  private Guard(Lock lock) {
    this.lock = lock;
  }

  /**
   * Acquires {@code lock}, waiting for it as long as it takes. An interruption does not end the
   * wait; the thread stays interrupted.
   *
   * @param lock the lock to hold
   * @return what gives the lock back when it is closed
   * @throws NullPointerException if {@code lock} is null
   */
  public static Guard hold(Lock lock) {
    var guard = new Guard(Objects.requireNonNull(lock, "lock"));
    lock.lock();
    return guard;
  }

  /**
   * Acquires {@code lock}, unless the thread is interrupted first.
   *
   * @param lock the lock to hold
   * @return what gives the lock back when it is closed
   * @throws InterruptedException if the thread is interrupted before or while it waits; it does not
   *     have the lock then
   * @throws NullPointerException if {@code lock} is null
   */
  public static Guard holdInterruptibly(Lock lock) throws InterruptedException {
    var guard = new Guard(Objects.requireNonNull(lock, "lock"));
    lock.lockInterruptibly();
    return guard;
  }

  /**
   * Gives the lock back, once.
   *
   * @throws IllegalMonitorStateException if this thread does not hold the lock, where the lock
   *     checks that
   */
  @Override
  public void close() {
    if (!closed) {
      lock.unlock();
      closed = true;
    }
  }

  /** Tells whether the lock is still held. */
  @Override
  public String toString() {
    return closed ? "Guard[closed]" : "Guard[held]";
  }
}
