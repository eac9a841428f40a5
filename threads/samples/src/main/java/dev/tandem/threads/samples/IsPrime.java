package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether one number is prime does not depend on any other, so all can be tested at once, on as
 * many processors as there are. The answers are the same, but they come in no particular order.
 */
@CatalogueEntry(
    id = "is-prime",
    title = "Find the primes of a range one by one, then several at once",
    documents = "000")
public final class IsPrime extends Sample {
  private static final int MOST_WORKERS = 1000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1000000000000000",
      description = "The first number to test (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many numbers to test (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many numbers to test at once (default: one for each processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  private record Answer(long number, boolean prime) {}

  @Override
  public void run(Stage stage) throws Exception {
    checkOptions();
    var oneByOne = Search.measure(this::findOneByOne);
    oneByOne.print("Result 1", stage);
    var atOnce = Search.measure(this::findAtOnce);
    atOnce.print("Result 2", stage);
    if (!Set.copyOf(oneByOne.primes).equals(Set.copyOf(atOnce.primes))) {
      throw new SampleFailure("the two results differ");
    }
    stage.out().printf("Speed-up: %.2f%n", oneByOne.seconds / atOnce.seconds);
  }

  private void checkOptions() {
    require(count >= 1, "--count must be at least 1, not " + count);
    require(
        workers >= 1 && workers <= MOST_WORKERS,
        "--workers must be from 1 to %d, not %d".formatted(MOST_WORKERS, workers));
    require(
        from <= Long.MAX_VALUE - count,
        "--from must leave room for --count numbers below 2^63, and %d does not".formatted(from));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new Misuse(spec.commandLine(), message, "Try '--from 100 --count 20 --workers 2'.");
    }
  }

  private List<Long> findOneByOne() throws InterruptedException {
    var primes = new ArrayList<Long>();
    for (long number = from; number < from + count; number++) {
      if (isPrime(number)) {
        primes.add(number);
      }
    }
    return primes;
  }

  private List<Long> findAtOnce() throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(workers);
    try {
      var answers = new ExecutorCompletionService<Answer>(pool);
      for (long n = from; n < from + count; n++) {
        long number = n;
        answers.submit(() -> new Answer(number, isPrime(number)));
      }
      var primes = new ArrayList<Long>();
      for (int i = 0; i < count; i++) {
        var answer = answers.take().get();
        if (answer.prime) {
          primes.add(answer.number);
        }
      }
      return primes;
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, MINUTES);
    }
  }

  /** Tries every odd divisor up to the square root. */
  static boolean isPrime(long number) throws InterruptedException {
    if (number < 2 || number % 2 == 0) {
      return number == 2;
    }
    long limit = (long) Math.sqrt(number);
    for (long divisor = 3; divisor <= limit; divisor += 2) {
      if (number % divisor == 0) {
        return false;
      }
      if (divisor % 100_000 == 1 && Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  /** What a search found, and how long it took. */
  private record Search(List<Long> primes, double seconds) {
    static Search measure(Callable<List<Long>> search) throws Exception {
      long start = System.nanoTime();
      var primes = search.call();
      return new Search(primes, (System.nanoTime() - start) / 1e9);
    }

    void print(String name, Stage stage) {
      stage.out().println(name + ": " + primes);
      stage.out().printf("Took: %.2f seconds.%n", seconds);
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new IsPrime().launch(args);
  }
}
