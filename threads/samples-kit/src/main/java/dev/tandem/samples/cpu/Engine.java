package dev.tandem.samples.cpu;

import java.util.List;

/**
 * What computes: a thread, several, processes, coroutines, a cluster.
 *
 * @param name what the report calls it
 * @param opening starts it
 */
public record Engine(String name, Opening opening) {
  /** The engine that the others are compared with. */
  public static final String ONE_THREAD = "one thread";

  /** Starts an engine. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Starts it.
     *
     * @param options how many test at once, and who
     */
    Crew open(CpuOptions options) throws Exception;
  }

  /** An engine that has been started, and ends when it is closed. */
  @FunctionalInterface
  public interface Crew extends AutoCloseable {
    /** Tests each of {@code numbers}, and gives the answers in their order. */
    List<Boolean> arePrime(List<Long> numbers) throws Exception;

    /** What the user should know of before it works, such as ports that are open now. */
    default List<String> notices() {
      return List.of();
    }

    /** Who has done how much, if that is worth telling. */
    default List<String> shares() {
      return List.of();
    }

    @Override
    default void close() {}
  }
}
