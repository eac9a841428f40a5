package dev.tandem.samples;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the countdowns: who counts, and from where. */
public final class CountdownOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--worker",
      paramLabel = "NAME=SECONDS",
      split = ",",
      defaultValue = "AAA=0.5,BBB=1",
      converter = NamedDelay.Converter.class,
      description =
          "A worker, and how long it takes for a number; may be repeated"
              + " (default: ${DEFAULT-VALUE}).")
  private List<NamedDelay> workers;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "5",
      description = "Where to count down from (default: ${DEFAULT-VALUE}).")
  private int from;

  /**
   * The workers, in the order in which they start, and the seconds that each takes for a number.
   */
  public Map<String, Double> workers(Stage stage) {
    return NamedDelay.seconds(workers, stage, "--worker", spec.commandLine());
  }

  /** The first number, at least 1. */
  public int from() {
    if (from < 1) {
      throw new UsageException(
          spec.commandLine(),
          "--from must be at least 1, not " + from,
          "The countdown ends at 1, wherever it begins.");
    }
    return from;
  }
}
