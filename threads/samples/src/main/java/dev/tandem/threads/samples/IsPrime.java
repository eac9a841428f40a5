package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.PrimeSearch;
import dev.tandem.samples.PrimeSearchOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.cpu.Primes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Mixin;

/**
 * Whether one number is prime does not depend on any other, so all can be tested at once, on as
 * many processors as there are. The answers are the same, but they come in no particular order.
 */
@CatalogueEntry(
    id = "is-prime",
    title = "Find the primes of a range one by one, then several at once",
    documents = "000")
public final class IsPrime extends Sample {
  @Mixin private PrimeSearchOptions options = new PrimeSearchOptions();

  private record Answer(long number, boolean prime) {}

  @Override
  public void run(Stage stage) throws Exception {
    options.check();
    var oneByOne = search(this::findOneByOne);
    oneByOne.print("Result 1", stage);
    var atOnce = search(this::findAtOnce);
    atOnce.print("Result 2", stage);
    atOnce.printSpeedUpOver(oneByOne, stage);
  }

  private static PrimeSearch search(Callable<List<Long>> find) throws Exception {
    long start = System.nanoTime();
    var primes = find.call();
    return new PrimeSearch(primes, Duration.ofNanos(System.nanoTime() - start));
  }

  private List<Long> findOneByOne() throws InterruptedException {
    var primes = new ArrayList<Long>();
    for (long number = options.from(); number < end(); number++) {
      if (Primes.isPrime(number)) {
        primes.add(number);
      }
    }
    return primes;
  }

  private List<Long> findAtOnce() throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(options.workers());
    try {
      var answers = new ExecutorCompletionService<Answer>(pool);
      for (long n = options.from(); n < end(); n++) {
        long number = n;
        answers.submit(() -> new Answer(number, Primes.isPrime(number)));
      }
      var primes = new ArrayList<Long>();
      for (int i = 0; i < options.count(); i++) {
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

  private long end() {
    return options.from() + options.count();
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new IsPrime().launch(args);
  }
}
