package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.NamedDelay;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/**
 * Two waits one after the other take as long as their sum; as tasks, as long as the longer one. A
 * task begins when it is submitted, not when its result is asked for.
 */
@CatalogueEntry(
    id = "say-after",
    title = "Say two words after a delay each, in sequence, then as tasks",
    documents = "001")
public final class SayAfter extends Sample {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Option(
      names = "--word",
      paramLabel = "WORD=SECONDS",
      split = ",",
      defaultValue = "hello=1,world=2",
      converter = NamedDelay.Converter.class,
      description =
          "A word, and the delay before it is said; may be repeated (default: ${DEFAULT-VALUE}).")
  private List<NamedDelay> words;

  @Override
  public void run(Stage stage) throws Exception {
    stage.out().println("in sequence");
    inSequence(stage);
    stage.out().println("as tasks");
    asTasks(stage);
  }

  private void inSequence(Stage stage) throws InterruptedException {
    long start = started(stage);
    for (var word : words) {
      sayAfter(stage, word.delay(), word.name());
    }
    finished(stage, start);
  }

  private void asTasks(Stage stage) throws InterruptedException, ExecutionException {
    var executor = VirtualThreads.newExecutor();
    try {
      long start = started(stage);
      var tasks = new ArrayList<Future<?>>();
      for (var word : words) {
        tasks.add(executor.submit(() -> sayAfter(stage, word.delay(), word.name())));
      }
      Futures.gather(tasks);
      finished(stage, start);
    } finally {
      executor.shutdownNow();
      executor.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static Void sayAfter(Stage stage, Duration delay, String word)
      throws InterruptedException {
    stage.sleep(delay);
    stage.out().println(word);
    return null;
  }

  private static long started(Stage stage) {
    stage.out().println("started at " + LocalTime.now().format(CLOCK));
    return System.nanoTime();
  }

  private static void finished(Stage stage, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    stage.out().println("finished at " + LocalTime.now().format(CLOCK));
    stage.out().println(String.format(Locale.ROOT, "took %.2f s", seconds));
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new SayAfter().launch(args);
  }
}
