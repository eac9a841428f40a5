package dev.tandem.interop.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/**
 * One side of {@link TwoFutures}: what can be done with a {@link Future}, the kind that threads
 * wait for. Each method but the last two blocks.
 */
final class ThreadFuture {
  private final ExecutorService pool;
  private final BlockingFunction function;

  /** What takes its time on a thread. */
  interface BlockingFunction {
    String call() throws InterruptedException;
  }

  ThreadFuture(ExecutorService pool, BlockingFunction function) {
    this.pool = pool;
    this.function = function;
  }

  Future<String> submit() {
    return pool.submit(function::call);
  }

  String getBlocking() throws InterruptedException, ExecutionException {
    return submit().get();
  }

  String getInTime(Duration patience) throws InterruptedException, ExecutionException {
    try {
      return new CompletableFuture<String>().get(patience.toNanos(), NANOSECONDS);
    } catch (TimeoutException e) {
      return e.getClass().getSimpleName();
    }
  }

  /** What happened, in its order, when a future with a callback was set. */
  List<String> callbackOrder(String result) {
    var order = new ArrayList<String>();
    var future = new CompletableFuture<String>();
    future.thenAccept(value -> order.add("called back"));
    future.complete(result);
    order.add("complete() returned");
    return order;
  }

  String firstCompleted(Future<String> future) throws InterruptedException, ExecutionException {
    try (var completions = Futures.asCompleted(List.of(future))) {
      return completions.next().get();
    }
  }
}
