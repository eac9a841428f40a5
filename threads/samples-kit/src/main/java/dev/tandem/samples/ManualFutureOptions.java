package dev.tandem.samples;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of a future set by hand: to what and when, and how long to wait for the other. */
public final class ManualFutureOptions {
  @Option(
      names = "--result",
      paramLabel = "TEXT",
      defaultValue = "666",
      description = "What the first future is set to (default: ${DEFAULT-VALUE}).")
  private String result;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      defaultValue = "2",
      converter = Seconds.class,
      description = "When it is set (default: ${DEFAULT-VALUE}).")
  private Duration delay;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "3",
      converter = Seconds.class,
      description = "When the second future is given up on (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  /** What the first future is set to. */
  public String result() {
    return result;
  }

  /** When the first future is set, before the stage's speed. */
  public Duration delay() {
    return delay;
  }

  /** How long the second future is waited for, before the stage's speed. */
  public Duration patience() {
    return patience;
  }
}
