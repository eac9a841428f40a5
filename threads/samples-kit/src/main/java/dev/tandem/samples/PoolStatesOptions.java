package dev.tandem.samples;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of tasks that share a few workers. */
public final class PoolStatesOptions {
  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOne.class,
      description = "How many tasks there are (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "5",
      converter = AtLeastOne.class,
      description = "How many run at once (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--sleep",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long a task takes (default: ${DEFAULT-VALUE}).")
  private Duration sleep;

  /** How many tasks there are. */
  public int tasks() {
    return tasks;
  }

  /** How many run at once. */
  public int workers() {
    return workers;
  }

  /** How many seconds a task takes. */
  public double sleep(Stage stage) {
    return stage.seconds(sleep);
  }
}
