package dev.tandem.samples;

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
   * @return how many seconds each item takes on this stage
   * @throws UsageException if the options give no range of times
   */
  public List<Double> draw(Stage stage) {
    if (!(0 <= shortest && shortest <= longest && longest <= 3600)) {
      throw new UsageException(
          spec.commandLine(),
          "--shortest %s and --longest %s are no range of times".formatted(shortest, longest),
          "Give seconds from 0 to 3600, the shortest first.");
    }
    var random = new Random(seed);
    return Stream.generate(() -> shortest + (longest - shortest) * random.nextDouble())
        .limit(items)
        .map(stage::scaled)
        .toList();
  }
}
