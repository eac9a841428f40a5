package dev.tandem.threads.processes;

import dev.tandem.threads.Futures;
import dev.tandem.threads.Outcome;
import dev.tandem.threads.ReturnWhen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tasks that a pool was given together. Closing the batch cancels those that are not done. */
final class Batch<T extends @Nullable Object> implements AutoCloseable {
  private final List<Future<T>> futures = new ArrayList<>();

  Batch(AbstractProcessPool pool, Collection<? extends Callable<T>> tasks) {
    try {
      for (var task : tasks) {
        futures.add(pool.submit(task));
      }
    } catch (Throwable refusal) {
      close();
      throw refusal;
    }
  }

  /**
   * Waits until each is done, but no longer than {@code patience}, and cancels those that are not.
   */
  List<Future<T>> awaitAll(Duration patience) throws InterruptedException {
    try (this) {
      Futures.await(futures, ReturnWhen.ALL_COMPLETED, patience);
      return futures;
    }
  }

  /** Gives the first success, or the last failure; the others are cancelled. */
  T firstSuccess(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    long patience = Math.max(0, nanos);
    try (this;
        var completed = Futures.asCompleted(futures)) {
      while (true) {
        var left = Duration.ofNanos(patience - (System.nanoTime() - start));
        var outcome = Outcome.of(completed.next(left));
        if (outcome.isSuccess() || !completed.hasNext()) {
          return outcome.get();
        }
      }
    }
  }

  /** Cancels the last first, so that no process takes one which is cancelled the next moment. */
  @Override
  public void close() {
    for (int i = futures.size() - 1; i >= 0; i--) {
      futures.get(i).cancel(true);
    }
  }
}
