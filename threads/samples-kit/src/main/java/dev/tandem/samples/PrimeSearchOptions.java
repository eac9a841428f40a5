package dev.tandem.samples;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a search for primes: in which range, and by how many. */
public final class PrimeSearchOptions {
  private static final int MOST_WORKERS = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1000000000000000",
      description = "The first number to test (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many numbers to test (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many numbers to test at once (default: one for each processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  /**
   * Checks the options, before anything is searched.
   *
   * @throws UsageException if a value cannot be used
   */
  public void check() {
    require(count >= 1, "--count must be at least 1, not " + count);
    require(
        workers >= 1 && workers <= MOST_WORKERS,
        "--workers must be from 1 to %d, not %d".formatted(MOST_WORKERS, workers));
    require(
        from <= Long.MAX_VALUE - count,
        "--from must leave room for --count numbers below 2^63, and %d does not".formatted(from));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new UsageException(
          spec.commandLine(), message, "Try '--from 100 --count 20 --workers 2'.");
    }
  }

  /** The first number to test. */
  public long from() {
    return from;
  }

  /** How many numbers to test. */
  public int count() {
    return count;
  }

  /** How many numbers to test at once. */
  public int workers() {
    return workers;
  }
}
