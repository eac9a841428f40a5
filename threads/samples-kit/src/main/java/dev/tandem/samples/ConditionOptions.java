package dev.tandem.samples;

import picocli.CommandLine.Option;

/** The options of those who wait behind a condition: how many there are, and how many to wake. */
public final class ConditionOptions {
  @Option(
      names = "--waiters",
      paramLabel = "N",
      defaultValue = "6",
      converter = AtLeastOne.class,
      description = "How many wait behind the condition (default: ${DEFAULT-VALUE}).")
  private int waiters;

  @Option(
      names = "--several",
      paramLabel = "N",
      defaultValue = "2",
      converter = AtLeastOne.class,
      description = "How many to wake after the first one (default: ${DEFAULT-VALUE}).")
  private int several;

  /** How many wait. */
  public int waiters() {
    return waiters;
  }

  /** How many are woken at once, after the first. */
  public int several() {
    return several;
  }
}
