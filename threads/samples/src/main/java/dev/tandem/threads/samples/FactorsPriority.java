package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.FactorsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.ScoredNumber;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A score given with each number decides who is next: the lowest score leaves the queue first, and
 * of equal scores the one that came first. (The JDK's own {@code PriorityBlockingQueue} makes no
 * such promise for equals.)
 */
@CatalogueEntry(
    id = "factors-priority",
    title = "Three workers drain a queue of numbers, lowest score first",
    documents = "000")
public final class FactorsPriority extends Sample {
  @Mixin private FactorsOptions options = new FactorsOptions();

  @Option(
      names = "--number",
      paramLabel = "N=SCORE",
      split = ",",
      defaultValue = "1=2,10=1,4=1,3=0",
      converter = ScoredNumber.Converter.class,
      description =
          "A number to find the factors of, and its score; may be repeated"
              + " (default: ${DEFAULT-VALUE}).")
  private List<ScoredNumber> numbers;

  @Override
  public void run(Stage stage) throws Exception {
    numbers.forEach(item -> options.check(item.number()));
    JoinableQueue<ScoredNumber> queue =
        JoinableQueue.priority(numbers.size(), Comparator.comparingInt(ScoredNumber::score));
    for (var item : numbers) {
      queue.put(item);
    }
    new Factors<>(stage, queue, ScoredNumber::number).printAll(options.workers());
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorsPriority().launch(args);
  }
}
