package dev.tandem.samples;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of a sleep that is given less time than it takes. */
public final class TimeoutOptions {
  @Option(
      names = "--sleep",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      converter = Seconds.class,
      description = "How long the sleeper means to sleep (default: ${DEFAULT-VALUE}).")
  private Duration sleep;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long it is given (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /** How long the sleeper means to sleep, before the stage's speed. */
  public Duration sleep() {
    return sleep;
  }

  /** How long it is given, before the stage's speed. */
  public Duration timeout() {
    return timeout;
  }
}
