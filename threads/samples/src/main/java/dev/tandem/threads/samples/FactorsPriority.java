package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
  private record Scored(int number, int score) {}

  @Mixin private FactorsOptions options = new FactorsOptions();

  @Option(
      names = "--number",
      paramLabel = "N=SCORE",
      split = ",",
      defaultValue = "1=2,10=1,4=1,3=0",
      converter = ScoredNumber.class,
      description =
          "A number to find the factors of, and its score; may be repeated"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Scored> numbers;

  @Override
  public void run(Stage stage) throws Exception {
    numbers.forEach(item -> options.check(item.number));
    JoinableQueue<Scored> queue =
        JoinableQueue.priority(numbers.size(), Comparator.comparingInt(Scored::score));
    for (var item : numbers) {
      queue.put(item);
    }
    new Factors<>(stage, queue, Scored::number).printAll(options.workers());
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorsPriority().launch(args);
  }

  /** Reads a number and its score, such as {@code 10=1}. */
  static final class ScoredNumber implements ITypeConverter<Scored> {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,9})=(-?\\d{1,9})");

    @Override
    public Scored convert(String text) {
      var match = FORM.matcher(text);
      if (!match.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a number and a score such as 10=1");
      }
      return new Scored(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }
  }
}
