package dev.tandem.threads;

import java.io.Serial;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link Semaphore} that never holds more permits than it began with: threading's {@code
 * BoundedSemaphore}. A release too many is a bug, and is thrown as one.
 *
 * <pre>{@code
 * BoundedSemaphore connections = new BoundedSemaphore(10);
 * connections.acquire();
 * try {
 *   query();
 * } finally {
 *   connections.release(); // once more would be an IllegalStateException
 * }
 * }</pre>
 *
 * <p>Waiting, interruption, timeouts and memory are {@link Semaphore}'s. It is fair unless asked
 * otherwise. A permit may be released by another thread than the one that acquired it. Two things
 * of the JDK's semaphore to know: a worker of a {@code ForkJoinPool} that waits for a permit has no
 * stand-in, and of thousands of threads whose time is up at the same moment each looks for its
 * place among the others.
 */
public final class BoundedSemaphore extends Semaphore {
  @Serial private static final long serialVersionUID = 1;

  /*
   * Only a release raises the number of permits, and releases go one at a time. So between the check
   * and the release, the number can only fall, and never ends above the bound.
   */
  /** Held by whoever releases. */
  private final ReentrantLock releasing = new ReentrantLock();

  /** The most permits that there can be. */
  private final int bound;

  /**
   * Creates a fair semaphore.
   *
   * @param permits how many permits there are, which is also the bound
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public BoundedSemaphore(int permits) {
    this(permits, true);
  }

  /**
   * Creates a semaphore.
   *
   * @param permits how many permits there are, which is also the bound
   * @param fair whether permits are given first come, first served
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public BoundedSemaphore(int permits, boolean fair) {
    super(requireNotNegative(permits), fair);
    bound = permits;
  }

  private static int requireNotNegative(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits must not be negative: " + permits);
    }
    return permits;
  }

  /**
   * The most permits that there can be.
   *
   * @return the permits that the semaphore was created with
   */
  public int bound() {
    return bound;
  }

  /**
   * Gives a permit back.
   *
   * @throws IllegalStateException if there would be more permits than the bound; nothing has
   *     changed
   */
  @Override
  public void release() {
    release(1);
  }

  /**
   * Gives permits back.
   *
   * @param permits how many
   * @throws IllegalArgumentException if {@code permits} is negative
   * @throws IllegalStateException if there would be more permits than the bound; nothing has
   *     changed
   */
  @Override
  public void release(int permits) {
    requireNotNegative(permits);
    releasing.lock();
    try {
      int available = availablePermits();
      if (permits > bound - available) {
        throw new IllegalStateException(
            "releasing %d permits would exceed the bound of %d: %d are available"
                .formatted(permits, bound, available));
      }
      super.release(permits);
    } finally {
      releasing.unlock();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code permits} is negative, or more than there can be
   */
  @Override
  public void acquire(int permits) throws InterruptedException {
    super.acquire(requireWithinBound(permits));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code permits} is negative, or more than there can be
   */
  @Override
  public void acquireUninterruptibly(int permits) {
    super.acquireUninterruptibly(requireWithinBound(permits));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code permits} is negative, or more than there can be
   */
  @Override
  public boolean tryAcquire(int permits) {
    return super.tryAcquire(requireWithinBound(permits));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code permits} is negative, or more than there can be
   */
  @Override
  public boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
    return super.tryAcquire(requireWithinBound(permits), timeout, unit);
  }

  /** Who waited for more than there can be would wait for good, and everybody behind them. */
  private int requireWithinBound(int permits) {
    if (permits > bound) {
      throw new IllegalArgumentException(
          "cannot acquire %d permits where there are %d".formatted(permits, bound));
    }
    return requireNotNegative(permits);
  }
}
