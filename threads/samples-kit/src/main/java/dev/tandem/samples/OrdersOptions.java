package dev.tandem.samples;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a shop far away: who logs in, what was ordered, and how long each step takes. */
public final class OrdersOptions {
  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "ada",
      description = "Who logs in (default: ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--orders",
      paramLabel = "AMOUNT",
      split = ",",
      defaultValue = "10,20,30",
      description = "The amounts of this user's orders (default: ${DEFAULT-VALUE}).")
  private List<Integer> orders;

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      defaultValue = "0.1",
      converter = Seconds.class,
      description = "How long each step takes (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  /** Who logs in. */
  public String user() {
    return user;
  }

  /** The amounts of this user's orders. */
  public List<Integer> orders() {
    return orders;
  }

  /** How long each step takes, before the stage's speed. */
  public Duration latency() {
    return latency;
  }
}
