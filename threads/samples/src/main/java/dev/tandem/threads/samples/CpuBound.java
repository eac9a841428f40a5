package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.cpu.CpuBoundSample;
import dev.tandem.samples.cpu.Engine;
import dev.tandem.threads.Futures;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        new Engine("thread pool", options -> threads(options.workers())),
        new Engine("process pool", options -> processes(options.workers())));
  }

  private static Pool<ExecutorService> threads(int workers) {
    return new Pool<>(Executors.newFixedThreadPool(workers), CpuBound::threadPool);
  }

  private static Pool<ProcessPool> processes(int workers) {
    return new Pool<>(ProcessPool.builder().size(workers).build(), CpuBound::processPool);
  }

  /** A pool, of threads or of processes, and how it is asked. */
  private record Pool<P extends ExecutorService>(P executor, Test<P> test) implements Engine.Crew {
    private interface Test<P> {
      List<Boolean> arePrime(List<Long> numbers, P pool) throws Exception;
    }

    @Override
    public List<Boolean> arePrime(List<Long> numbers) throws Exception {
      return test.arePrime(numbers, executor);
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

  // snippet: lesson
  static boolean isPrime(long number) throws InterruptedException {
    if (number < 2 || number % 2 == 0) {
      return number == 2;
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

  static List<Boolean> oneThread(List<Long> numbers) throws InterruptedException {
    List<Boolean> answers = new ArrayList<>();
    for (long number : numbers) {
      answers.add(isPrime(number));
    }
    return answers;
  }

  static List<Boolean> threadPool(List<Long> numbers, ExecutorService pool) throws Exception {
    List<Future<Boolean>> tests = new ArrayList<>();
    for (long number : numbers) {
      tests.add(pool.submit(() -> isPrime(number)));
    }
    return Futures.gather(tests); // as quick as there are processors: the JVM has no GIL
  }

  static List<Boolean> processPool(List<Long> numbers, ProcessPool pool) throws Exception {
    List<Future<Boolean>> tests = new ArrayList<>();
    for (long number : numbers) {
      SerializableCallable<Boolean> test = () -> isPrime(number); // goes to another JVM
      tests.add(pool.submit(test));
    }
    return Futures.gather(tests);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new CpuBound().launch(args);
  }
}
