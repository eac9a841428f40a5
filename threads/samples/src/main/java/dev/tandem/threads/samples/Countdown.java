package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.CountdownOptions;
import dev.tandem.samples.NamedDelay;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.samples.crew.Crew;
import picocli.CommandLine.Mixin;

/**
 * Threads that sleep, sleep at the same time: two countdowns together take as long as the longer
 * one.
 */
@CatalogueEntry(
    id = "countdown",
    title = "Two workers count down side by side",
    documents = {"000", "002"})
public final class Countdown extends Sample {
  @Mixin private CountdownOptions options = new CountdownOptions();

  @Override
  public void run(Stage stage) throws Exception {
    int from = options.from();
    try (var crew = new Crew()) {
      for (var worker : options.workers()) {
        crew.start(worker.name(), () -> work(stage, worker, from));
      }
      crew.join();
    }
    stage.out().println("Finished.");
  }

  private static void work(Stage stage, NamedDelay worker, int from) throws InterruptedException {
    stage.out().println("Start thread:" + worker.name());
    countDown(stage, worker, from);
    stage.out().println("End thread:" + worker.name());
  }

  /** Counts from {@code from} down to 1, with the worker's delay before each number. */
  private static void countDown(Stage stage, NamedDelay worker, int from)
      throws InterruptedException {
    for (int counter = from; counter > 0; counter--) {
      stage.sleep(worker.delay());
      stage.out().println("Thread%s counting down:%d ...".formatted(worker.name(), counter));
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Countdown().launch(args);
  }
}
