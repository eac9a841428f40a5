package dev.tandem.samples.reduction;

import java.util.List;

/**
 * What reduces chunks at once: threads, processes, coroutines.
 *
 * @param name what the report calls it
 * @param opening starts it
 */
public record Reducer(String name, Opening opening) {
  /** Starts a reducer. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Starts it.
     *
     * @param workers how many chunks it reduces at once
     */
    Crew open(int workers) throws Exception;
  }

  /** A reducer that has been started, and ends when it is closed. */
  @FunctionalInterface
  public interface Crew extends AutoCloseable {
    /**
     * Reduces each chunk, then their results, and keeps the order: the operator need not be
     * commutative, but it must be associative, or the result is not that of all numbers in a row.
     *
     * @param operator makes one number of two
     * @param chunks at least one, none of them empty
     * @return the one number
     * @throws InterruptedException if the thread is interrupted; no chunk is under way any more
     */
    long reduce(Operator operator, List<long[]> chunks) throws Exception;

    @Override
    default void close() {}
  }
}
