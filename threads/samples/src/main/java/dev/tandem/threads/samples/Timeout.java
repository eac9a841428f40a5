package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.TimeoutOptions;
import dev.tandem.threads.samples.crew.Crew;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;

/**
 * A future's {@code get} with a timeout gives up waiting, but the task knows nothing of it and goes
 * on. It takes an interruption to end it, and a {@code join} to be sure that it is gone; closing
 * the {@link Crew} is both.
 */
@CatalogueEntry(
    id = "timeout",
    title = "Give an hour's sleep one second, then end it",
    documents = "001")
public final class Timeout extends Sample {
  @Mixin private TimeoutOptions options = new TimeoutOptions();

  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    try (var crew = new Crew()) {
      var eternity = crew.submit("eternity", () -> sleepAndCheer(stage));
      eternity.get(stage.scaled(options.timeout()).toNanos(), NANOSECONDS);
    } catch (TimeoutException e) { // by now the crew is closed, and the sleeper gone
      System.out.println("timeout!");
    }
  }

  private Void sleepAndCheer(Stage stage) throws InterruptedException {
    stage.sleep(options.sleep());
    System.out.println("yay!");
    return null;
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Timeout().launch(args);
  }
}
