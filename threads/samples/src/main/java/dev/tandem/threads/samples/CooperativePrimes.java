package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import picocli.CommandLine.Option;

/**
 * Several tasks take turns on one thread: each works for a while, remembers where it is and gives
 * way to the next. So a long task does not hold up the short ones, though no second thread helps.
 * This is what an event loop does under {@code async} and {@code await}, written out by hand.
 */
@CatalogueEntry(
    id = "cooperative-primes",
    title = "Test numbers for primes in turns, each giving way to the next",
    documents = {"000", "003"})
public final class CooperativePrimes extends Sample {
  @Option(
      names = "--numbers",
      paramLabel = "N",
      split = ",",
      defaultValue = "9637529763296797,427920331,157",
      description = "The numbers, in the order of their tasks (default: ${DEFAULT-VALUE}).")
  private List<Long> numbers;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(numbers);
  }

  // snippet: lesson
  static class Task {
    final long number;
    long divisor = 3; // where the next turn goes on

    Task(long number) {
      this.number = number;
    }

    /** Goes on until it is done, or gives way; tells whether it is done. */
    boolean resume() {
      if (divisor == 3) {
        System.out.println("Processing " + number + "...");
      }
      boolean prime = number == 2 || (number > 2 && number % 2 != 0);
      for (long limit = (long) Math.sqrt(number); prime && divisor <= limit; divisor += 2) {
        prime = number % divisor != 0;
        if (prime && divisor % 100_000 == 1) {
          divisor += 2;
          return false;
        }
      }
      System.out.println(number + (prime ? " is a prime number." : " is not a prime number."));
      return true;
    }
  }

  static void main(List<Long> numbers) throws InterruptedException {
    Queue<Task> ready = new ArrayDeque<>();
    numbers.forEach(number -> ready.add(new Task(number)));
    while (!ready.isEmpty()) {
      Task task = ready.remove();
      boolean done = task.resume();
      if (!done) {
        ready.add(task); // behind the others
      }
      Thread.sleep(0); // throws if this thread is interrupted
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new CooperativePrimes().launch(args);
  }
}
