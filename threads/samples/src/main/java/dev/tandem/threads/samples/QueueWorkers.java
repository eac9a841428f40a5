package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Workers take items from a queue and say when each is done; {@code join} waits for the last one.
 * The workers themselves never end, and are sent home.
 */
@CatalogueEntry(
    id = "queue-workers",
    title = "Work through a queue with three workers",
    documents = "001")
public final class QueueWorkers extends Sample {
  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "20",
      converter = AtLeastOne.class,
      description = "How many items there are (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many workers share them (default: ${DEFAULT-VALUE}).")
  private int workers;

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

  @Override
  public void run(Stage stage) throws Exception {
    var sleeps = randomSleeps();
    JoinableQueue<Duration> queue = JoinableQueue.fifo();
    queue.addAll(sleeps);

    double took;
    try (var crew = new Crew()) {
      for (int i = 0; i < workers; i++) {
        crew.start("worker-" + i, () -> work(queue, stage));
      }
      long start = System.nanoTime();
      queue.join();
      took = (System.nanoTime() - start) / 1e9;
    } // here the workers are interrupted, and waited for

    double expected = sleeps.stream().mapToDouble(sleep -> seconds(stage.scaled(sleep))).sum();
    var out = stage.out();
    out.println("====");
    out.printf("%d workers slept in parallel for %.2f seconds%n", workers, took);
    out.printf("total expected sleep time: %.2f seconds%n", expected);
  }

  private static void work(JoinableQueue<Duration> queue, Stage stage) throws InterruptedException {
    var name = Thread.currentThread().getName();
    while (true) {
      var sleep = queue.take();
      stage.sleep(sleep);
      stage.out().printf("%s has slept for %.2f seconds%n", name, seconds(stage.scaled(sleep)));
      queue.taskDone();
    }
  }

  private List<Duration> randomSleeps() {
    if (!(0 <= shortest && shortest <= longest && longest <= 3600)) {
      throw new Misuse(
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

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new QueueWorkers().launch(args);
  }
}
