package dev.tandem.threads.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** What can be asked of futures of any class, whatever that class makes of interruptions. */
public final class DoneFutures {
  /** More interruptions than this in one {@code get} are none of the thread's. */
  private static final int MOST_INTERRUPTIONS = 100;

  private DoneFutures() {}

  /**
   * Tells whether a future is done. One whose {@code isDone} throws is: its {@code get} shall say
   * what is wrong.
   *
   * @param future the future
   * @return whether {@code get} has an outcome to give
   */
  public static boolean isDone(Future<?> future) {
    try {
      return future.isDone();
    } catch (Throwable broken) {
      return true;
    }
  }

  /**
   * Gives what a future gave, or throws what its {@code get} throws. A future that is done gives it
   * to an interrupted thread as well, which stays interrupted; not every class does so of itself.
   * For one that is not done it waits, and an interruption ends the wait.
   *
   * @param future the future
   * @param <T> what it gives
   * @return its value
   * @throws ExecutionException if it failed
   * @throws InterruptedException if the thread is interrupted before or while it waits; or if a
   *     future that is done throws that, whoever asks
   */
  public static <T> T get(Future<T> future) throws InterruptedException, ExecutionException {
    if (!isDone(future)) {
      return future.get();
    }
    boolean before = Thread.interrupted();
    boolean interrupted = before;
    try {
      for (int i = 1; ; i++) {
        try {
          return outcome(future);
        } catch (InterruptedException e) {
          if (i == MOST_INTERRUPTIONS) {
            interrupted = before;
            throw e; // it is the future's own
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> T outcome(Future<T> done) throws InterruptedException, ExecutionException {
    if (!FutureKind.of(done).isContradictory()) {
      return done.get();
    }
    try {
      return done.get(0, NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(done.getClass() + " is done and gives no outcome", e);
    }
  }
}
