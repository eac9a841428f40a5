package dev.tandem.samples;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of Newton's iteration: for which number, how many steps, by how many. */
public final class NewtonOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--number",
      paramLabel = "X",
      defaultValue = "2",
      description = "Whose square root to find (default: ${DEFAULT-VALUE}).")
  private double number;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10000",
      converter = AtLeastOne.class,
      description = "How many steps to take (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "4",
      converter = AtLeastOne.class,
      description = "How many workers to offer them to (default: ${DEFAULT-VALUE}).")
  private int workers;

  /** The number whose square root is to be found, which is positive. */
  public double number() {
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new UsageException(
          spec.commandLine(),
          "--number must be a positive number, not " + number,
          "Try '--number 2'.");
    }
    return number;
  }

  /** How many steps to take, at least 1. */
  public int steps() {
    return steps;
  }

  /** How many workers there are, at least 1. */
  public int workers() {
    return workers;
  }
}
