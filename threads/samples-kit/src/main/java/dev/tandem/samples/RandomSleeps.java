package dev.tandem.samples;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a workload that sleeps: how many items, and how long each takes, at random. */
public final class RandomSleeps {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "20",
      converter = AtLeastOne.class,
      description = "How many items there are (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--shortest",
      paramLabel = "SECONDS",
      defaultValue = "0.05",
      description = "How long the shortest item may take (default: ${DEFAULT-VALUE}).")
  private double shortest;

  @Option(
      names = "--longest",
      paramLabel = "SECONDS",
      defaultValue = "1.0",
      description = "How long the longest item may take (default: ${DEFAULT-VALUE}).")
  private double longest;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed, other times at random (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * Draws the times, the same ones for the same options.
   *
   * @return how long each item takes, before the stage's speed
   * @throws UsageException if the options give no range of times
   */
  public List<Duration> draw() {
    if (!(0 <= shortest && shortest <= longest && longest <= 3600)) {
      throw new UsageException(
          spec.commandLine(),
          "--shortest %s and --longest %s are no range of times".formatted(shortest, longest),
          "Give seconds from 0 to 3600, the shortest first.");
    }
    var random = new Random(seed);
    return Stream.generate(() -> shortest + (longest - shortest) * random.nextDouble())
        .limit(items)
        .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
        .toList();
  }

  /**
   * Draws the times, as {@link #draw()} does.
   *
   * @return how many seconds each item takes on this stage
   */
  public List<Double> draw(Stage stage) {
    return draw().stream().map(stage::seconds).toList();
  }

  /** Says how long a worker has slept for an item. */
  public static String slept(String worker, Duration sleep, Stage stage) {
    return "%s has slept for %.2f seconds".formatted(worker, seconds(stage.scaled(sleep)));
  }

  /** Says how long the workers took for all items, beside how long one would have taken. */
  public void report(Stage stage, String workers, Duration took) {
    double expected = draw().stream().mapToDouble(sleep -> seconds(stage.scaled(sleep))).sum();
    var out = System.out;
    out.println("====");
    out.printf("%s slept in parallel for %.2f seconds%n", workers, seconds(took));
    out.printf("total expected sleep time: %.2f seconds%n", expected);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
