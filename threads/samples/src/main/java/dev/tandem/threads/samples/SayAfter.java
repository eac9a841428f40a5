package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.NamedDelay;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.samples.crew.Crew;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/**
 * Two waits one after the other take as long as their sum; as tasks, as long as the longer one. A
 * task begins when it is started, not when its result is asked for.
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
    System.out.println("in sequence");
    inSequence(stage);
    System.out.println("as tasks");
    asTasks(stage);
  }

  private void inSequence(Stage stage) throws InterruptedException {
    long start = started(stage);
    for (var word : words) {
      sayAfter(stage, word);
    }
    finished(stage, start);
  }

  private void asTasks(Stage stage) throws Exception {
    try (var crew = new Crew()) {
      long start = started(stage);
      for (var word : words) {
        crew.start(word.name(), () -> sayAfter(stage, word));
      }
      crew.join();
      finished(stage, start);
    }
  }

  private static void sayAfter(Stage stage, NamedDelay word) throws InterruptedException {
    stage.sleep(word.delay());
    System.out.println(word.name());
  }

  private static long started(Stage stage) {
    System.out.println("started at " + LocalTime.now().format(CLOCK));
    return System.nanoTime();
  }

  private static void finished(Stage stage, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println("finished at " + LocalTime.now().format(CLOCK));
    System.out.println(String.format(Locale.ROOT, "took %.2f s", seconds));
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new SayAfter().launch(args);
  }
}
