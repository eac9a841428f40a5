package dev.tandem.samples;

import picocli.CommandLine.Option;

/** The options of a limit: how many tasks there are, and how many may work at once. */
public final class PermitsOptions {
  @Option(
      names = "--permits",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.class,
      description = "How many tasks may work at once (default: ${DEFAULT-VALUE}).")
  private int permits;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "30",
      converter = AtLeastOne.class,
      description = "How many tasks there are (default: ${DEFAULT-VALUE}).")
  private int tasks;

  /** How many may work at once. */
  public int permits() {
    return permits;
  }

  /** How many tasks there are. */
  public int tasks() {
    return tasks;
  }
}
