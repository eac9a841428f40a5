package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.List;
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
    var loop = new RoundRobin();
    for (long number : numbers) {
      loop.add(new PrimeTest(number, System.out));
    }
    loop.run();
  }

  /** How a task's turn ended. */
  private enum Turn {
    GAVE_WAY,
    FINISHED
  }

  /** Work that is done in turns. */
  private interface Task {
    /** Goes on where the last turn ended. */
    Turn resume();
  }

  /** The loop: gives every task its turn, one after another, until all are finished. */
  private static final class RoundRobin {
    private final ArrayDeque<Task> ready = new ArrayDeque<>();

    void add(Task task) {
      ready.addLast(task);
    }

    void run() throws InterruptedException {
      while (!ready.isEmpty()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        var task = ready.removeFirst();
        if (task.resume() == Turn.GAVE_WAY) {
          ready.addLast(task);
        }
      }
    }
  }

  /** The search for a divisor of one number, kept in fields so that it can be left and resumed. */
  private static final class PrimeTest implements Task {
    private static final long FIRST_DIVISOR = 3;

    private final long number;
    private final PrintStream out;
    private final long limit;
    private long divisor = FIRST_DIVISOR;

    PrimeTest(long number, PrintStream out) {
      this.number = number;
      this.out = out;
      this.limit = (long) Math.sqrt(number);
    }

    @Override
    public Turn resume() {
      if (divisor == FIRST_DIVISOR) {
        out.println("Processing " + number + "...");
      }
      if (number < 2 || (number > 2 && number % 2 == 0)) {
        return finish(false);
      }
      while (divisor <= limit) {
        long tried = divisor;
        divisor += 2;
        if (number % tried == 0) {
          return finish(false);
        }
        if (tried % 100_000 == 1) {
          return Turn.GAVE_WAY;
        }
      }
      return finish(true);
    }

    private Turn finish(boolean prime) {
      out.println(number + (prime ? " is a prime number." : " is not a prime number."));
      return Turn.FINISHED;
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new CooperativePrimes().launch(args);
  }
}
