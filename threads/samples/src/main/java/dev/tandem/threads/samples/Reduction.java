package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.samples.reduction.ReductionOptions;
import dev.tandem.threads.Futures;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongBinaryOperator;
import picocli.CommandLine.Mixin;

/**
 * An associative operator lets each chunk be reduced by itself, by whoever is free. Threads look at
 * the numbers where they are. Processes must be sent theirs, which takes longer than to add them
 * up: they are for more work a number.
 */
@CatalogueEntry(
    id = "reduction",
    title = "Reduce many numbers to one, in chunks side by side",
    documents = "000")
public final class Reduction extends Sample {
  @Mixin private ReductionOptions options = new ReductionOptions();

  @Override
  public void run(Stage stage) throws Exception {
    options.check();
    var numbers = options.draw();
    System.out.println(options.description());
    try {
      main(options.operator(), numbers, options.split(numbers), options.workers());
    } catch (ArithmeticException notAssociative) {
      throw new SampleException(notAssociative.getMessage());
    }
  }

  // snippet: lesson
  static long reduce(LongBinaryOperator operator, long[] numbers) {
    long result = numbers[0];
    for (int i = 1; i < numbers.length; i++) {
      result = operator.applyAsLong(result, numbers[i]);
    }
    return result;
  }

  static long reduce(LongBinaryOperator operator, List<long[]> chunks, ExecutorService pool)
      throws InterruptedException, ExecutionException {
    List<Future<Long>> tasks = new ArrayList<>();
    for (long[] chunk : chunks) {
      SerializableCallable<Long> task = () -> reduce(operator, chunk); // can go to a process
      tasks.add(pool.submit(task));
    }
    List<Long> results = Futures.gather(tasks); // in the order of the chunks
    return reduce(operator, results.stream().mapToLong(result -> result).toArray());
  }

  static long timed(String how, Callable<Long> reduction) throws Exception {
    long start = System.nanoTime();
    long result = reduction.call();
    System.out.printf("%s: %d in %.3f s%n", how, result, (System.nanoTime() - start) / 1e9);
    return result;
  }

  static void main(LongBinaryOperator operator, long[] numbers, List<long[]> chunks, int workers)
      throws Exception {
    long inRow = timed("one thread", () -> reduce(operator, numbers));
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try (ProcessPool processes = ProcessPool.builder().size(workers).build()) {
      if (timed("thread pool", () -> reduce(operator, chunks, threads)) != inRow
          || timed("processes", () -> reduce(operator, chunks, processes)) != inRow) {
        throw new ArithmeticException(operator + " is not associative: chunks give another result");
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("in chunks as in a row: " + inRow);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Reduction().launch(args);
  }
}
