package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.NamedNumber;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.samples.crew.Crew;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Tasks that take a step a second, interleaved: all are done when the longest one is. */
@CatalogueEntry(
    id = "factorial-gather",
    title = "Three factorials, a step a second, gathered",
    documents = "001")
public final class FactorialGather extends Sample {
  private static final Duration STEP = Duration.ofSeconds(1);

  @Option(
      names = "--task",
      paramLabel = "NAME=N",
      split = ",",
      defaultValue = "A=2,B=3,C=4",
      converter = NamedNumber.Converter.class,
      description =
          "A task, and the number to find the factorial of; may be repeated"
              + " (default: ${DEFAULT-VALUE}).")
  private List<NamedNumber> tasks;

  @Override
  public void run(Stage stage) throws Exception {
    try (var crew = new Crew()) {
      for (var task : tasks) {
        crew.start(task.name(), () -> factorial(stage, task));
      }
      crew.join();
    }
  }

  private static void factorial(Stage stage, NamedNumber task) throws InterruptedException {
    var product = BigInteger.ONE;
    for (int i = 2; i <= task.number(); i++) {
      System.out.println("Task %s: Compute factorial(%d)...".formatted(task.name(), i));
      stage.sleep(STEP);
      product = product.multiply(BigInteger.valueOf(i));
    }
    System.out.println(
        "Task %s: factorial(%d) = %d".formatted(task.name(), task.number(), product));
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorialGather().launch(args);
  }
}
