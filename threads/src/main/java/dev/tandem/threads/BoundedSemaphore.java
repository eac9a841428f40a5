package dev.tandem.threads;

import java.io.Serial;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
 * otherwise. A permit may be released by another thread than the one that acquired it.
 */
public final class BoundedSemaphore extends Semaphore {
  @Serial private static final long serialVersionUID = 1;

  /*
   * `taken` counts the permits that acquirers have. It is raised after the semaphore gave permits
   * and lowered before it takes them back, so whenever a release passes the check, the semaphore
   * holds at most bound − taken permits, and never ends above its bound.
   */
  private final AtomicInteger taken = new AtomicInteger();
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
   * @throws IllegalStateException if no permit is taken; nothing has changed
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
   * @throws IllegalStateException if fewer than {@code permits} are taken; nothing has changed
   */
  @Override
  public void release(int permits) {
    requireNotNegative(permits);
    int before;
    do {
      before = taken.get();
      if (before < permits) {
        throw new IllegalStateException(
            "releasing %d permits would exceed the bound of %d: %d are taken"
                .formatted(permits, bound, before));
      }
    } while (!taken.compareAndSet(before, before - permits));
    super.release(permits);
  }

  @Override
  public void acquire() throws InterruptedException {
    super.acquire();
    taken.incrementAndGet();
  }

  @Override
  public void acquire(int permits) throws InterruptedException {
    super.acquire(permits);
    taken.addAndGet(permits);
  }

  @Override
  public void acquireUninterruptibly() {
    super.acquireUninterruptibly();
    taken.incrementAndGet();
  }

  @Override
  public void acquireUninterruptibly(int permits) {
    super.acquireUninterruptibly(permits);
    taken.addAndGet(permits);
  }

  @Override
  public boolean tryAcquire() {
    return took(1, super.tryAcquire());
  }

  @Override
  public boolean tryAcquire(int permits) {
    return took(permits, super.tryAcquire(permits));
  }

  @Override
  public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
    return took(1, super.tryAcquire(timeout, unit));
  }

  @Override
  public boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
    return took(permits, super.tryAcquire(permits, timeout, unit));
  }

  private boolean took(int permits, boolean success) {
    if (success) {
      taken.addAndGet(permits);
    }
    return success;
  }

  @Override
  public int drainPermits() {
    int drained = super.drainPermits();
    taken.addAndGet(drained);
    return drained;
  }
}
