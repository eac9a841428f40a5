package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.Condition;

/**
 * One wait for a {@link Condition}, in which the pool of a {@code ForkJoinPool}'s worker has
 * another worker run its tasks.
 *
 * <p>The JDK's own conditions do that in {@code await()} only; and when a pool has no thread left
 * to stand in, they may throw, without the lock.
 */
final class ConditionWait implements ForkJoinPool.ManagedBlocker {
  private final Condition condition;
  private final long nanos;
  private boolean begun;
  private boolean signalled;

  private ConditionWait(Condition condition, long nanos) {
    this.condition = condition;
    this.nanos = nanos;
  }

  /** Does as {@link Condition#await()}. */
  static void await(Condition condition) throws InterruptedException {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      awaitAsWorker(condition, Long.MAX_VALUE);
    } else {
      condition.await();
    }
  }

  /** Does as {@link Condition#await(long, java.util.concurrent.TimeUnit)}. */
  static boolean await(Condition condition, long nanos) throws InterruptedException {
    return Thread.currentThread() instanceof ForkJoinWorkerThread
        ? awaitAsWorker(condition, nanos)
        : condition.await(nanos, NANOSECONDS);
  }

  private static boolean awaitAsWorker(Condition condition, long nanos)
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
