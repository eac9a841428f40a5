package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.FactorsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.ScoredNumber;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
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
  public void run(Stage stage) throws InterruptedException {
    numbers.forEach(item -> options.check(item.number()));
    var items = numbers.stream().map(item -> new Item(item.number(), item.score())).toList();
    main(items, options.workers(), stage.scaled(1.0));
  }

  // snippet: lesson
  record Item(int number, int score) {}

  static void printFactors(int number) {
    String factors = "";
    for (int i = 1; i <= number; i++) {
      if (number % i == 0) {
        factors += " " + i;
      }
    }
    // the documents' program prints all this again after each factor; once is what it means
    System.out.printf("Positive factors of %d are:%s%n%s%n", number, factors, "_".repeat(20));
  }

  static void drain(String name, JoinableQueue<Item> queue, double seconds) {
    System.out.println("Starting thread " + name + ".");
    try {
      for (Item next = queue.poll(); next != null; next = queue.poll()) { // does not wait
        printFactors(next.number());
        Thread.sleep(Math.round(1000 * seconds));
      }
      System.out.println("Exiting thread " + name + ".");
    } catch (InterruptedException end) {
      // nobody waits for the factors any more
    }
  }

  static void main(List<Item> items, List<String> names, double seconds)
      throws InterruptedException {
    JoinableQueue<Item> queue = JoinableQueue.priority(Comparator.comparing(Item::score));
    queue.addAll(items);
    List<Thread> threads = new ArrayList<>();
    for (String name : names) {
      threads.add(new Thread(() -> drain(name, queue, seconds), name));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("Done.");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new FactorsPriority().launch(args);
  }
}
