package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.reduction.Operator;
import dev.tandem.samples.reduction.Reducer;
import dev.tandem.samples.reduction.ReductionSample;
import dev.tandem.threads.Futures;
import dev.tandem.threads.MappedResults;
import dev.tandem.threads.processes.ProcessPool;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongBinaryOperator;

/**
 * An associative operator lets each chunk be reduced by itself, by whoever is free. Threads look at
 * the numbers where they are. Processes must be sent theirs, which takes longer than to add them
 * up: they are for more work a number.
 */
@CatalogueEntry(
    id = "reduction",
    title = "Reduce many numbers to one, in chunks side by side",
    documents = "000")
public final class Reduction extends ReductionSample {
  @Override
  protected List<Reducer> reducers() {
    return List.of(
        new Reducer("thread pool", workers -> new Threads(Executors.newFixedThreadPool(workers))),
        new Reducer(
            "processes", workers -> new Processes(ProcessPool.builder().size(workers).build())));
  }

  private record Threads(ExecutorService pool) implements Reducer.Crew {
    @Override
    public long reduce(Operator operator, List<long[]> chunks) throws Exception {
      return joined(operator, Futures.map(pool, chunks, operator::reduce, chunks.size()));
    }

    @Override
    public void close() {
      pool.shutdownNow();
      try {
        pool.awaitTermination(1, MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // it ends all the same
      }
    }
  }

  private record Processes(ProcessPool pool) implements Reducer.Crew {
    @Override
    public long reduce(Operator operator, List<long[]> chunks) throws Exception {
      return joined(operator, pool.map(chunks, operator::reduce, 1));
    }

    @Override
    public void close() {
      pool.shutdownNow(); // what is not done yet, nobody waits for
      pool.close();
    }
  }

  /** Joins the chunks' results in their order, as they come. */
  private static long joined(LongBinaryOperator operator, MappedResults<Long> results)
      throws InterruptedException, ExecutionException {
    try (results) {
      long result = results.next();
      while (results.hasNext()) {
        result = operator.applyAsLong(result, results.next());
      }
      return result;
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Reduction().launch(args);
  }
}
