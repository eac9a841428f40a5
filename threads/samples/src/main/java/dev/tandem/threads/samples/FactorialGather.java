package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.NamedNumber;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import picocli.CommandLine.Option;

/** Tasks that take a step a second, interleaved: all are done when the longest one is. */
@CatalogueEntry(
    id = "factorial-gather",
    title = "Three factorials, a step a second, gathered",
    documents = "001")
public final class FactorialGather extends Sample {
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
    Map<String, Integer> numbers = new LinkedHashMap<>();
    tasks.forEach(task -> numbers.put(task.name(), task.number()));
    main(numbers, stage.scaled(1.0));
  }

  // snippet: lesson
  static BigInteger factorial(String name, int number, double seconds) throws InterruptedException {
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= number; i++) {
      System.out.printf("Task %s: Compute factorial(%d)...%n", name, i);
      Thread.sleep(Math.round(1000 * seconds));
      product = product.multiply(BigInteger.valueOf(i));
    }
    System.out.printf("Task %s: factorial(%d) = %d%n", name, number, product);
    return product;
  }

  static void main(Map<String, Integer> tasks, double seconds)
      throws InterruptedException, ExecutionException {
    ExecutorService executor = VirtualThreads.newExecutor(); // a thread for each task
    try {
      List<Future<BigInteger>> factorials = new ArrayList<>();
      tasks.forEach(
          (name, number) ->
              factorials.add(executor.submit(() -> factorial(name, number, seconds))));
      Futures.gather(factorials);
    } finally {
      executor.shutdown();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorialGather().launch(args);
  }
}
