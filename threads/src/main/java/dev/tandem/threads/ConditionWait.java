package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * One wait for a {@link java.util.concurrent.locks.Condition}, in which the pool of a {@code
 * ForkJoinPool}'s worker has another worker run its tasks.
 *
 * <p>The JDK's own conditions do that in {@code await()} only; and when a pool may have no more
 * threads, they may throw, without the lock.
 */
final class ConditionWait implements ForkJoinPool.ManagedBlocker {
  private final java.util.concurrent.locks.Condition condition;
  private final long nanos;
  private boolean begun;
  private boolean signalled;

  private ConditionWait(java.util.concurrent.locks.Condition condition, long nanos) {
    this.condition = condition;
    this.nanos = nanos;
  }

  /**
   * Waits for a signal, as {@code condition} does.
   *
   * @param nanos how long to wait at most; for {@link Long#MAX_VALUE}, without end
   * @return false if the time was up first
   */
  static boolean await(java.util.concurrent.locks.Condition condition, long nanos)
      throws InterruptedException {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      return awaitAsWorker(condition, nanos);
    }
    if (nanos != Long.MAX_VALUE) {
      return condition.await(nanos, NANOSECONDS);
    }
    condition.await();
    return true;
  }

  private static boolean awaitAsWorker(java.util.concurrent.locks.Condition condition, long nanos)
      throws InterruptedException {
    var wait = new ConditionWait(condition, nanos);
    try {
      ForkJoinPool.managedBlock(wait);
    } catch (Throwable failure) {
      if (wait.begun) {
        throw failure;
      }
      wait.block(); // the pool may have no more threads, or cannot start one
    }
    return wait.signalled;
  }

  @Override
  public boolean isReleasable() {
    return false;
  }

  @Override
  public boolean block() throws InterruptedException {
    begun = true;
    signalled = condition.await(nanos, NANOSECONDS);
    return true;
  }
}
