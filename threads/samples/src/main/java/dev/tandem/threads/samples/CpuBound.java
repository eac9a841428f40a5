package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.cpu.CpuBoundSample;
import dev.tandem.samples.cpu.Engine;
import dev.tandem.samples.cpu.Primes;
import dev.tandem.threads.ProcessPool;
import dev.tandem.threads.SerializableCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Work that only computes goes faster with every processor that takes part. Threads are enough for
 * that on the JVM, which has no lock around its interpreter as CPython has; processes cost more to
 * start, and are no faster.
 */
@CatalogueEntry(
    id = "cpu-bound",
    title = "Test a large number for primality a hundred times, by every engine",
    documents = "002")
public final class CpuBound extends CpuBoundSample {
  @Override
  protected List<Engine> engines() {
    return List.of(
        new Engine(Engine.ONE_THREAD, options -> CpuBound::oneThread),
        new Engine(
            "thread pool", options -> new Pool(Executors.newFixedThreadPool(options.workers()))),
        new Engine(
            "process pool",
            options -> new Pool(ProcessPool.builder().size(options.workers()).build())));
  }

  private static List<Boolean> oneThread(List<Long> numbers) throws InterruptedException {
    var answers = new ArrayList<Boolean>();
    for (long number : numbers) {
      answers.add(Primes.isPrime(number));
    }
    return answers;
  }

  /** Any pool, of threads or of processes: a task for each number. */
  private record Pool(ExecutorService executor) implements Engine.Crew {
    @Override
    public List<Boolean> arePrime(List<Long> numbers) throws Exception {
      var tasks =
          numbers.stream()
              .map(number -> (SerializableCallable<Boolean>) () -> Primes.isPrime(number))
              .toList();
      var answers = new ArrayList<Boolean>();
      for (var answer : executor.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }

    @Override
    public void close() {
      executor.shutdownNow();
      try {
        executor.awaitTermination(1, MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // it ends all the same
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new CpuBound().launch(args);
  }
}
