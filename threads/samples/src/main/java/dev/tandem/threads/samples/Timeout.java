package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/**
 * A future's {@code get} with a timeout gives up waiting, but the task knows nothing of it and goes
 * on. It takes a {@code cancel} to end it, and a {@code join} to be sure that it is gone.
 */
@CatalogueEntry(
    id = "timeout",
    title = "Give an hour's sleep one second, then end it",
    documents = "001")
public final class Timeout extends Sample {
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

  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    var eternity = new FutureTask<>(() -> sleepAndCheer(stage));
    var sleeper = new Thread(eternity, "eternity");
    sleeper.start();
    if (!finishesInTime(eternity, sleeper, stage)) {
      stage.out().println("timeout!");
    }
  }

  private Void sleepAndCheer(Stage stage) throws InterruptedException {
    stage.sleep(sleep);
    stage.out().println("yay!");
    return null;
  }

  /** Waits for the sleeper no longer than it is given; whatever happens, it is gone afterwards. */
  private boolean finishesInTime(FutureTask<?> eternity, Thread sleeper, Stage stage)
      throws InterruptedException, ExecutionException {
    try {
      eternity.get(stage.scaled(timeout).toNanos(), NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } finally {
      eternity.cancel(true);
      sleeper.join();
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Timeout().launch(args);
  }
}
