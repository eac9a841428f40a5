package dev.tandem.threads;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * How a future ended: with a value, or with a failure.
 *
 * @param value what it gave; null if it failed, or gave null
 * @param failure what its task threw, or the {@link CancellationException} of one that was
 *     cancelled; null if it succeeded
 * @param <T> what the future gives
 */
public record Outcome<T>(T value, Throwable failure) {
  /**
   * Tells whether there is a value.
   *
   * @return false if the future failed or was cancelled
   */
  public boolean isSuccess() {
    return failure == null;
  }

  /**
   * Gives the value, as {@link java.util.concurrent.Future#get} would have.
   *
   * @return the value
   * @throws ExecutionException if the future failed, with the failure as its cause
   * @throws CancellationException if it was cancelled
   */
  public T get() throws ExecutionException {
    if (failure instanceof CancellationException cancellation) {
      throw cancellation;
    }
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return value;
  }
}
