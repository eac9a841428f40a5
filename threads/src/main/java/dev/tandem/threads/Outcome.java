package dev.tandem.threads;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * How a future ended: with a value, or with a failure.
 *
 * @param value what it gave; null if it failed, or gave null
 * @param failure what its task threw, or the {@link CancellationException} of one that was
 *     cancelled; null if it succeeded
 * @param isCancelled whether the future was cancelled
 * @param <T> what the future gives
 */
public record Outcome<T>(T value, Throwable failure, boolean isCancelled) {
  /**
   * Waits until {@code future} is done, and gives its outcome.
   *
   * @param future the future
   * @param <T> what it gives
   * @return how it ended
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws NullPointerException if {@code future} is null
   */
  public static <T> Outcome<T> of(Future<? extends T> future) throws InterruptedException {
    try {
      return new Outcome<>(future.get(), null, false);
    } catch (CancellationException e) {
      return new Outcome<>(null, e, true);
    } catch (ExecutionException e) {
      return new Outcome<>(null, e.getCause() == null ? e : e.getCause(), false);
    }
  }

  /**
   * Tells whether there is a value.
   *
   * @return false if the future failed or was cancelled
   */
  public boolean isSuccess() {
    return failure == null;
  }

  /**
   * Gives the value, as {@link Future#get} would have.
   *
   * @return the value
   * @throws ExecutionException if the future failed, with the failure as its cause
   * @throws CancellationException if it was cancelled
   */
  public T get() throws ExecutionException {
    if (isCancelled) {
      throw (CancellationException) failure;
    }
    if (failure instanceof ExecutionException withoutCause) {
      throw withoutCause;
    }
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return value;
  }
}
