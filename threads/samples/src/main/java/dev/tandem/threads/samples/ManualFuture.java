package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.ManualFutureOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;

/**
 * A {@link CompletableFuture} that no task stands behind is done when somebody completes it, and
 * not before. Nobody may ever do so: wait for such a future with a timeout.
 */
@CatalogueEntry(
    id = "manual-future",
    title = "Wait for a future set by hand, and for one that nobody sets",
    documents = "002")
public final class ManualFuture extends Sample {
  @Mixin private ManualFutureOptions options = new ManualFutureOptions();

  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    main(options.result(), stage.seconds(options.delay()), stage.seconds(options.patience()));
  }

  // snippet: lesson
  static void setAfter(double seconds, CompletableFuture<String> future, String result) {
    try {
      Thread.sleep(Math.round(1000 * seconds));
      future.complete(result);
    } catch (InterruptedException end) {
      // nobody waits for the future any more
    }
  }

  static void main(String result, double seconds, double patience)
      throws InterruptedException, ExecutionException {
    CompletableFuture<String> future = new CompletableFuture<>();
    Thread setter = new Thread(() -> setAfter(seconds, future, result), "setter");
    setter.start();
    System.out.println(future.get());
    setter.join();

    CompletableFuture<String> nobodys = new CompletableFuture<>();
    try {
      System.out.println(nobodys.get(Math.round(1000 * patience), MILLISECONDS));
    } catch (TimeoutException e) {
      System.out.println("gave up: nobody set the other future");
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new ManualFuture().launch(args);
  }
}
