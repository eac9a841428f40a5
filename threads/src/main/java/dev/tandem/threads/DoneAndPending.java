package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Futures#await} found: asyncio's {@code done, pending = await asyncio.wait(...)}.
 *
 * <p>Each future is in one of the two sets, once, however often it was given. They go by identity:
 * two futures that call themselves equal are two. The sets that {@code await} gives cannot be
 * changed.
 *
 * @param done the futures that were done, in the order in which they were given
 * @param pending the futures that were not done, in the order in which they were given
 * @param <T> what the futures give
 */
public record DoneAndPending<T extends @Nullable Object>(
    Set<Future<T>> done, Set<Future<T>> pending) {
  /**
   * Creates a result.
   *
   * @param done the futures that were done
   * @param pending the futures that were not done
   * @throws NullPointerException if an argument is null
   */
  public DoneAndPending {
    requireNonNull(done, "done");
    requireNonNull(pending, "pending");
  }

  /** Tells how many futures were done and how many were not. */
  @Override
  public String toString() {
    return "DoneAndPending[done = " + done.size() + ", pending = " + pending.size() + "]";
  }
}
