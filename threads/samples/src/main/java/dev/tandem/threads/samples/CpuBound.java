package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.cpu.CpuBoundSample;
import dev.tandem.samples.cpu.Engine;
import dev.tandem.samples.cpu.Primes;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        new Engine("thread pool", options -> threads(options.workers())),
        new Engine("process pool", options -> processes(options.workers())));
  }

  private static Pool threads(int workers) {
    return new Pool(Executors.newFixedThreadPool(workers), workers);
  }

  private static Pool processes(int workers) {
    return new Pool(ProcessPool.builder().size(workers).build(), workers);
  }

  private static List<Boolean> oneThread(List<Long> numbers) throws InterruptedException {
    var answers = new ArrayList<Boolean>();
    for (long number : numbers) {
      answers.add(Primes.isPrime(number));
    }
    return answers;
  }

  /**
   * Any pool, of threads or of processes. A task has several numbers, as it costs something to go
   * to another thread, and more to another process, and to come back.
   */
  private record Pool(ExecutorService executor, int workers) implements Engine.Crew {
    private static final int TASKS_EACH = 8;

    @Override
    public List<Boolean> arePrime(List<Long> numbers) throws Exception {
      var answers = new ArrayList<Boolean>();
      for (var some : executor.invokeAll(tasks(numbers))) {
        answers.addAll(some.get());
      }
      return answers;
    }

    private List<Callable<List<Boolean>>> tasks(List<Long> numbers) {
      int size = Math.max(1, numbers.size() / workers / TASKS_EACH);
      var tasks = new ArrayList<Callable<List<Boolean>>>();
      for (int from = 0; from < numbers.size(); from += size) {
        var some = List.copyOf(numbers.subList(from, Math.min(from + size, numbers.size())));
        SerializableCallable<List<Boolean>> task = () -> oneThread(some);
        tasks.add(task);
      }
      return tasks;
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
