package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.internal.DoneFutures;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How a future ended: with a value, or with a failure.
 *
 * <p>A future whose {@code get} throws an {@link ExecutionException} has failed with that
 * exception's cause, or, if it has none, with that exception itself; one whose {@code get} throws a
 * {@link CancellationException} was cancelled; one whose {@code get} throws anything else has
 * failed with that.
 *
 * @param value what it gave; null if it failed, or gave null
 * @param failure what its task threw, or the {@link CancellationException} of one that was
 *     cancelled; null if it succeeded
 * @param isCancelled whether the future was cancelled
 * @param <T> what the future gives
 */
public record Outcome<T extends @Nullable Object>(
    @Nullable T value, @Nullable Throwable failure, boolean isCancelled) {
  /**
   * Creates an outcome.
   *
   * @param value what the future gave; null if it failed, or gave null
   * @param failure what its task threw; null if it succeeded
   * @param isCancelled whether the future was cancelled
   * @throws IllegalArgumentException if there are a value and a failure, or {@code isCancelled}
   *     goes with another failure than a {@link CancellationException}, or with none
   */
  public Outcome {
    if (value != null && failure != null) {
      throw new IllegalArgumentException(
          "an outcome is a value or a failure, not both " + value + " and " + failure);
    }
    if (isCancelled && !(failure instanceof CancellationException)) {
      throw new IllegalArgumentException(
          "the failure of what was cancelled must be a CancellationException, not " + failure);
    }
  }

  /**
   * Waits until {@code future} is done, and gives its outcome. If it is done already, even an
   * interrupted thread is given it, and stays interrupted.
   *
   * @param future the future
   * @param <T> what it gives
   * @return how it ended
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has
   *     changed
   * @throws NullPointerException if {@code future} is null
   */
  public static <T extends @Nullable Object> Outcome<T> of(Future<? extends T> future)
      throws InterruptedException {
    return FutureWaits.await(requireNonNull(future, "future"));
  }

  /** The outcome of a future that is done. */
  static <T extends @Nullable Object> Outcome<T> ofDone(Future<? extends T> future) {
    try {
      return new Outcome<>(DoneFutures.get(future), null, false);
    } catch (Throwable thrown) {
      return ofThrown(thrown);
    }
  }

  /** The outcome of a future whose {@code get} threw this. */
  static <T extends @Nullable Object> Outcome<T> ofThrown(Throwable thrown) {
    var failure =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return new Outcome<>(null, failure, thrown instanceof CancellationException);
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
   * @throws ExecutionException if the future failed, with {@link #failure} as its cause, of
   *     whatever type that is
   * @throws CancellationException if it was cancelled: {@link #failure} itself
   */
  public T get() throws ExecutionException {
    if (isCancelled) {
      throw (CancellationException) failure;
    }
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return value;
  }
}
