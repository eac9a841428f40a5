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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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
    main(speakers, stage.seconds(delay));
  }

  // snippet: lesson
  static Void say(String speaker, double seconds) throws InterruptedException {
    Thread.sleep(Math.round(1000 * seconds));
    System.out.println("Hello from " + speaker);
    return null; // a Callable, which may throw; a Runnable may not
  }

  static void main(List<String> speakers, double seconds) throws Exception {
    System.out.println("start");
    ExecutorService executor = VirtualThreads.newExecutor();
    try {
      List<Future<Void>> tasks = new ArrayList<>();
      for (String speaker : speakers) {
        tasks.add(executor.submit(() -> say(speaker, seconds)));
      }
      Futures.gather(tasks); // who speaks first is open
    } finally {
      executor.shutdownNow();
    }
    System.out.println("exit");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new GatherSay().launch(args);
  }
}
