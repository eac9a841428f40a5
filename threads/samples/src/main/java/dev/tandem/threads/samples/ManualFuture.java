package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.ManualFutureOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.samples.crew.Crew;
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
  public void run(Stage stage) throws Exception {
    setByAnotherTask(stage);
    setByNobody(stage);
  }

  private void setByAnotherTask(Stage stage) throws Exception {
    var future = new CompletableFuture<String>();
    try (var crew = new Crew()) {
      crew.start("setter", () -> setLater(future, stage));
      crew.join(); // if the setter failed, waiting for the future would never end
      System.out.println(future.get());
    }
  }

  private void setLater(CompletableFuture<String> future, Stage stage) throws InterruptedException {
    stage.sleep(options.delay());
    future.complete(options.result());
  }

  private void setByNobody(Stage stage) throws InterruptedException, ExecutionException {
    var forgotten = new CompletableFuture<String>();
    try {
      System.out.println(forgotten.get(stage.scaled(options.patience()).toNanos(), NANOSECONDS));
    } catch (TimeoutException e) {
      System.out.println("gave up: nobody set the other future");
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new ManualFuture().launch(args);
  }
}
