package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/**
 * {@code gather} waits for all tasks at once. They sleep side by side, so two take no longer than
 * one; which of them speaks first is open.
 */
@CatalogueEntry(
    id = "gather-say",
    title = "Two greetings after the same delay, gathered",
    documents = "004")
public final class GatherSay extends Sample {
  @Option(
      names = "--speaker",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "1,2",
      description = "Who says hello; may be repeated (default: ${DEFAULT-VALUE}).")
  private List<String> speakers;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long each waits before it speaks (default: ${DEFAULT-VALUE}).")
  private Duration delay;

  @Override
  public void run(Stage stage) throws Exception {
    System.out.println("start");
    var executor = VirtualThreads.newExecutor();
    try {
      var tasks = new ArrayList<Future<?>>();
      for (var speaker : speakers) {
        tasks.add(executor.submit(() -> say(stage, speaker)));
      }
      Futures.gather(tasks);
    } finally {
      executor.shutdownNow();
      executor.awaitTermination(1, TimeUnit.MINUTES);
    }
    System.out.println("exit");
  }

  private Void say(Stage stage, String speaker) throws InterruptedException {
    stage.sleep(delay);
    System.out.println("Hello from " + speaker);
    return null;
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new GatherSay().launch(args);
  }
}
