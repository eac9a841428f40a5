package dev.tandem.samples;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the samples that print factors have in common: who works, and which numbers they take. */
public final class FactorsOptions {
  /** Divisors are tried one by one; this many take no time worth waiting for. */
  private static final int LARGEST = 10_000_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--worker",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "A,B,C",
      description = "A worker; may be repeated (default: ${DEFAULT-VALUE}).")
  private List<String> workers;

  /** The workers' names, in the order in which they start. */
  public List<String> workers() {
    if (workers.stream().anyMatch(String::isBlank)) {
      throw new UsageException(
          spec.commandLine(), "--worker must name the worker, not ''", "An example: --worker A.");
    }
    return workers;
  }

  /**
   * Refuses a number whose factors cannot be printed.
   *
   * @param number the number
   * @throws UsageException if it is less than 1, or too large
   */
  public void check(int number) {
    if (number < 1 || number > LARGEST) {
      throw new UsageException(
          spec.commandLine(),
          "--number must be from 1 to %d, not %d".formatted(LARGEST, number),
          "Factors are tried one by one, from 1 to the number.");
    }
  }
}
