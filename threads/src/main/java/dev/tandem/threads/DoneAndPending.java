package dev.tandem.threads;

import java.util.Set;
import java.util.concurrent.Future;

/**
 * What {@link Futures#await} found: asyncio's {@code done, pending = await asyncio.wait(...)}.
 *
 * @param done the futures that were done, in the order in which they were given
 * @param pending the futures that were not
 * @param <T> what the futures give
 */
public record DoneAndPending<T>(Set<Future<T>> done, Set<Future<T>> pending) {}
