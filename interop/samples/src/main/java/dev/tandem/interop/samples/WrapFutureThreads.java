package dev.tandem.interop.samples;

import dev.tandem.coroutines.Event;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The threads' half of {@link WrapFuture}: functions that block, given to a pool, and a thread that
 * waits for a coroutine as for any future. Of coroutines it knows but the events that it sets.
 */
record WrapFutureThreads(ExecutorService pool, Stage stage, Duration delay) {
  /** Gives the result after its time. */
  Future<String> submit(String result) {
    return pool.submit(
        () -> {
          stage.sleep(delay);
          return result;
        });
  }

  /** Fails after its time. */
  Future<String> submitFailing(Exception failure) {
    return pool.submit(
        () -> {
          stage.sleep(delay);
          throw failure;
        });
  }

  /** Blocks for ever, and tells when it begins and when it is interrupted. */
  Future<String> submitEndless(Event begun, Event interrupted) {
    return pool.submit(
        () -> {
          begun.set();
          try {
            new CountDownLatch(1).await(); // which nobody counts down
          } catch (InterruptedException e) {
            interrupted.set();
          }
          return "no longer of interest";
        });
  }

  /** Cancels a future on a thread of the pool. */
  void cancel(Future<String> future) {
    pool.execute(() -> future.cancel(true));
  }

  /** Blocks until the future is done, and tells how it ended. */
  static String outcome(Future<String> future) throws InterruptedException {
    try {
      return "gives " + future.get();
    } catch (ExecutionException e) {
      return "throws ExecutionException, caused by " + WrapFutureKt.named(e.getCause());
    }
  }
}
