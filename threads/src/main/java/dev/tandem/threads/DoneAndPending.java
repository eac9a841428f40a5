package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.Future;

/**
 * What {@link Futures#await} found: asyncio's {@code done, pending = await asyncio.wait(...)}.
 *
 * <p>Each future stands in one of the two, once, however often it was given; and by its identity,
 * so that two which call themselves equal are two. The sets that {@code await} gives cannot be
 * changed.
 *
 * @param done the futures that were done, in the order in which they were given
 * @param pending the futures that were not, likewise
 * @param <T> what the futures give
 */
public record DoneAndPending<T>(Set<Future<T>> done, Set<Future<T>> pending) {
  /**
   * Creates a result.
   *
   * @throws NullPointerException if an argument is null
   */
  public DoneAndPending {
    requireNonNull(done, "done");
    requireNonNull(pending, "pending");
  }
}
