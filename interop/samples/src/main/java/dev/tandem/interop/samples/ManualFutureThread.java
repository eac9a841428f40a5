package dev.tandem.interop.samples;

import dev.tandem.interop.Suspend;
import dev.tandem.samples.ManualFutureOptions;
import dev.tandem.samples.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import kotlinx.coroutines.Deferred;

/**
 * The thread's half of {@link ManualFuture}: it sets the future that a coroutine awaits, and waits
 * for the one that a coroutine sets. Each method is for a thread that may block.
 */
record ManualFutureThread(Stage stage, ManualFutureOptions options) {
  void setLater(CompletableFuture<String> future) throws InterruptedException {
    stage.sleep(options.delay());
    future.complete(options.result());
  }

  String waitFor(Deferred<String> future) throws InterruptedException {
    return Suspend.block(future::await);
  }

  String waitInPatience(Deferred<String> future) throws InterruptedException {
    try {
      return Suspend.block(stage.scaled(options.patience()), future::await);
    } catch (TimeoutException e) {
      return "the thread gave up: nobody set the other future";
    }
  }
}
