package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.FactorsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A few threads share the work of a queue: whoever is free takes what came first. With four numbers
 * and three workers, one of them comes back for a second.
 */
@CatalogueEntry(
    id = "factors-queue",
    title = "Three workers drain a queue of numbers, first in, first out",
    documents = "000")
public final class FactorsQueue extends Sample {
  @Mixin private FactorsOptions options = new FactorsOptions();

  @Option(
      names = "--number",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,10,4,3",
      description = "A number to find the factors of; may be repeated (default: ${DEFAULT-VALUE}).")
  private List<Integer> numbers;

  @Override
  public void run(Stage stage) throws Exception {
    numbers.forEach(options::check);
    JoinableQueue<Integer> queue = JoinableQueue.fifo(numbers.size());
    for (var number : numbers) {
      queue.put(number);
    }
    new Factors<>(stage, queue, Integer::intValue).printAll(options.workers());
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorsQueue().launch(args);
  }
}
