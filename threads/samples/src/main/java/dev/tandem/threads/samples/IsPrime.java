package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.PrimeSearch;
import dev.tandem.samples.PrimeSearchOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
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

  @Override
  public void run(Stage stage) throws Exception {
    options.check();
    var numbers =
        LongStream.range(options.from(), options.from() + options.count()).boxed().toList();
    var oneByOne = search(() -> oneByOne(numbers));
    oneByOne.print("Result 1", stage);
    var atOnce = search(() -> atOnce(numbers, options.workers()));
    atOnce.print("Result 2", stage);
    atOnce.printSpeedUpOver(oneByOne, stage);
  }

  private static PrimeSearch search(Callable<List<Long>> find) throws Exception {
    long start = System.nanoTime();
    var primes = find.call();
    return new PrimeSearch(primes, Duration.ofNanos(System.nanoTime() - start));
  }

  // snippet: lesson
  static boolean isPrime(long number) throws InterruptedException {
    if (number < 2 || number % 2 == 0) {
      return number == 2; // the documents' program takes 2 for no prime
    }
    for (long divisor = 3; divisor <= Math.sqrt(number); divisor += 2) {
      if (number % divisor == 0) {
        return false;
      }
      if (divisor % 100_001 == 0 && Thread.interrupted()) {
        throw new InterruptedException(); // what computes has to look itself
      }
    }
    return true;
  }

  static List<Long> oneByOne(List<Long> numbers) throws InterruptedException {
    List<Long> primes = new ArrayList<>();
    for (long number : numbers) {
      if (isPrime(number)) {
        primes.add(number);
      }
    }
    return primes;
  }

  static List<Long> atOnce(List<Long> numbers, int workers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      var tests = new ExecutorCompletionService<List<Long>>(pool);
      numbers.forEach(number -> tests.submit(() -> oneByOne(List.of(number))));
      List<Long> primes = new ArrayList<>();
      for (int i = 0; i < numbers.size(); i++) {
        primes.addAll(tests.take().get()); // whichever is done next
      }
      return primes;
    } finally {
      pool.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new IsPrime().launch(args);
  }
}
