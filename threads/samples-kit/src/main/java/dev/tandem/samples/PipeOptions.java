package dev.tandem.samples;

import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * The options of a queue with a bound: how much goes through it, and how slow the slower end is.
 */
public final class PipeOptions {
  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "6",
      converter = AtLeastOne.class,
      description = "How many items are produced each time (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--capacity",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many items the queue holds (default: ${DEFAULT-VALUE}).")
  private int capacity;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      converter = Seconds.class,
      description = "How long the slower end takes for an item (default: ${DEFAULT-VALUE}).")
  private Duration pause;

  /** How many items are produced. */
  public int items() {
    return items;
  }

  /** How many items the queue holds. */
  public int capacity() {
    return capacity;
  }

  /** How many seconds the slower end takes for an item. */
  public double pause(Stage stage) {
    return stage.seconds(pause);
  }
}
