package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Tasks that take a step a second, interleaved: all are done when the longest one is. */
@CatalogueEntry(
    id = "factorial-gather",
    title = "Three factorials, a step a second, gathered",
    documents = "001")
public final class FactorialGather extends Sample {
  private static final Duration STEP = Duration.ofSeconds(1);

  private record Task(String name, int number) {}

  @Option(
      names = "--task",
      paramLabel = "NAME=N",
      split = ",",
      defaultValue = "A=2,B=3,C=4",
      converter = NamedNumber.class,
      description =
          "A task, and the number to find the factorial of; may be repeated"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Task> tasks;

  @Override
  public void run(Stage stage) throws Exception {
    var executor = VirtualThreads.newExecutor();
    try {
      var factorials = new ArrayList<Future<?>>();
      for (var task : tasks) {
        factorials.add(executor.submit(() -> factorial(stage, task)));
      }
      Futures.gather(factorials);
    } finally {
      executor.shutdownNow();
      executor.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static Void factorial(Stage stage, Task task) throws InterruptedException {
    var product = BigInteger.ONE;
    for (int i = 2; i <= task.number; i++) {
      stage.out().println("Task %s: Compute factorial(%d)...".formatted(task.name, i));
      stage.sleep(STEP);
      product = product.multiply(BigInteger.valueOf(i));
    }
    stage.out().println("Task %s: factorial(%d) = %d".formatted(task.name, task.number, product));
    return null;
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorialGather().launch(args);
  }

  /** Reads a task's name and its number, such as {@code A=2}. */
  static final class NamedNumber implements ITypeConverter<Task> {
    private static final Pattern FORM = Pattern.compile("(.*[^ ].*)=(\\d{1,4})");

    @Override
    public Task convert(String text) {
      var match = FORM.matcher(text);
      if (!match.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a name and a number from 0 to 9999 such as A=2");
      }
      return new Task(match.group(1), Integer.parseInt(match.group(2)));
    }
  }
}
