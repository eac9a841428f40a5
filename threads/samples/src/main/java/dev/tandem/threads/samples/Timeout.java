package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.TimeoutOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;

/**
 * A future's {@code get} with a timeout gives up waiting, but the task knows nothing of it and goes
 * on. It takes an interruption to end it, and a {@code join} to be sure that it is gone.
 */
@CatalogueEntry(
    id = "timeout",
    title = "Give an hour's sleep one second, then end it",
    documents = "001")
public final class Timeout extends Sample {
  @Mixin private TimeoutOptions options = new TimeoutOptions();

  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    main(stage.seconds(options.sleep()), stage.seconds(options.timeout()));
  }

  // snippet: lesson
  static void eternity(double seconds, Set<String> asleep) {
    asleep.add("eternity");
    try {
      Thread.sleep(Math.round(1000 * seconds));
      System.out.println("yay!");
    } catch (InterruptedException end) {
      // its time is up
    } finally {
      asleep.remove("eternity");
    }
  }

  static void main(double seconds, double timeout) throws InterruptedException, ExecutionException {
    Set<String> asleep = ConcurrentHashMap.newKeySet();
    FutureTask<Void> future = new FutureTask<>(() -> eternity(seconds, asleep), null); // no result
    Thread sleeper = new Thread(future, "eternity");
    sleeper.start();
    try {
      future.get(Math.round(1000 * timeout), MILLISECONDS);
    } catch (TimeoutException e) {
      System.out.println("timeout!");
      future.cancel(true); // get has only stopped waiting: this interrupts the sleeper
    }
    sleeper.join(); // interrupted, it has still to end
    System.out.println("still asleep: " + asleep.size());
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Timeout().launch(args);
  }
}
