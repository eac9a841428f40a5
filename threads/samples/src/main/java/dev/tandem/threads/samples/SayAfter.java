package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.NamedDelay;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.VirtualThreads;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Two waits one after the other take as long as their sum; as tasks, as long as the longer one. A
 * task begins when it is started, not when its result is asked for.
 */
@CatalogueEntry(
    id = "say-after",
    title = "Say two words after a delay each, in sequence, then as tasks",
    documents = "001")
public final class SayAfter extends Sample {
  @Spec private CommandSpec spec;

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
    main(NamedDelay.seconds(words, stage, "--word", spec.commandLine()));
  }

  // snippet: lesson
  static Void sayAfter(double seconds, String what) throws InterruptedException {
    Thread.sleep(Math.round(1000 * seconds));
    System.out.println(what);
    return null; // nothing to give
  }

  static long started() {
    System.out.printf("started at %tT%n", LocalTime.now());
    return System.nanoTime();
  }

  static void finished(long start) {
    System.out.printf("finished at %tT%n", LocalTime.now());
    System.out.printf("took %.2f s%n", (System.nanoTime() - start) / 1e9);
  }

  static void main(Map<String, Double> words) throws Exception {
    System.out.println("in sequence");
    long start = started();
    for (String word : words.keySet()) {
      sayAfter(words.get(word), word);
    }
    finished(start);
    System.out.println("as tasks");
    start = started();
    ExecutorService executor = VirtualThreads.newExecutor();
    try {
      List<Future<Void>> tasks = new ArrayList<>();
      for (String word : words.keySet()) {
        tasks.add(executor.submit(() -> sayAfter(words.get(word), word)));
      }
      for (Future<Void> task : tasks) {
        task.get();
      }
    } finally {
      executor.shutdownNow();
    }
    finished(start);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new SayAfter().launch(args);
  }
}
