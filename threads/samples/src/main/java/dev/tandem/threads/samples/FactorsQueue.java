package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.FactorsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
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
  public void run(Stage stage) throws InterruptedException {
    numbers.forEach(options::check);
    main(numbers, options.workers(), stage.scaled(1.0));
  }

  // snippet: lesson
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

  static void drain(String name, JoinableQueue<Integer> queue, double seconds) {
    System.out.println("Starting thread " + name + ".");
    try {
      for (Integer next = queue.poll(); next != null; next = queue.poll()) { // does not wait
        printFactors(next);
        Thread.sleep(Math.round(1000 * seconds));
      }
      System.out.println("Exiting thread " + name + ".");
    } catch (InterruptedException end) {
      // nobody waits for the factors any more
    }
  }

  static void main(List<Integer> numbers, List<String> names, double seconds)
      throws InterruptedException {
    JoinableQueue<Integer> queue = JoinableQueue.fifo(numbers.size());
    queue.addAll(numbers);
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
    new FactorsQueue().launch(args);
  }
}
