package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.RandomSleeps;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.samples.crew.Crew;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Workers take items from a queue and say when each is done; {@code join} waits for the last one.
 * The workers themselves never end, and are sent home.
 */
@CatalogueEntry(
    id = "queue-workers",
    title = "Work through a queue with three workers",
    documents = "001")
public final class QueueWorkers extends Sample {
  @Mixin private RandomSleeps items = new RandomSleeps();

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many workers share them (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Override
  public void run(Stage stage) throws Exception {
    var sleeps = items.draw();
    JoinableQueue<Duration> queue = JoinableQueue.fifo();
    queue.addAll(sleeps);

    Duration took;
    try (var crew = new Crew()) {
      for (int i = 0; i < workers; i++) {
        crew.start("worker-" + i, () -> work(queue, stage));
      }
      long start = System.nanoTime();
      queue.join();
      took = Duration.ofNanos(System.nanoTime() - start);
    } // here the workers are interrupted, and waited for
    items.report(stage, workers + " workers", took);
  }

  private static void work(JoinableQueue<Duration> queue, Stage stage) throws InterruptedException {
    var name = Thread.currentThread().getName();
    while (true) {
      var sleep = queue.take();
      try {
        stage.sleep(sleep);
        stage.out().println(RandomSleeps.slept(name, sleep, stage));
      } finally {
        queue.taskDone();
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new QueueWorkers().launch(args);
  }
}
