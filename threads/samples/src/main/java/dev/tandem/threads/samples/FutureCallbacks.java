package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A callback runs on the thread that completes the future, inside {@code complete}; asked for when
 * the future is done, on the thread that asks. With an executor it is scheduled there, and neither
 * of them waits for it.
 */
@CatalogueEntry(
    id = "callbacks",
    title = "See when a future's callbacks run, and on whose thread",
    documents = "002")
public final class FutureCallbacks extends Sample {
  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    main();
  }

  // snippet: lesson
  static void ask(CompletableFuture<String> future) {
    future.thenAccept(
        value -> System.out.println("called at once, on " + Thread.currentThread().getName()));
    System.out.println("asking has returned");
  }

  static void askLoop(CompletableFuture<String> future, Executor loop) {
    future.thenAcceptAsync(value -> System.out.println("called later, by the loop"), loop);
    System.out.println("asking has returned");
  }

  static void complete(CompletableFuture<String> future) {
    future.complete("value");
    System.out.println("completing has returned");
  }

  static void main() throws InterruptedException, ExecutionException {
    System.out.println("a callback that is called at once");
    CompletableFuture<String> future = new CompletableFuture<>();
    ask(future);
    Thread completer = new Thread(() -> complete(future), "completer");
    completer.start();
    completer.join();
    Thread asker = new Thread(() -> ask(future), "asker");
    asker.start();
    asker.join();

    System.out.println("a callback that is scheduled");
    ExecutorService loop = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<String> scheduled = new CompletableFuture<>();
      loop.submit(() -> askLoop(scheduled, loop)).get();
      loop.submit(() -> complete(scheduled)).get();
      loop.submit(() -> askLoop(scheduled, loop)).get();
    } finally {
      loop.shutdown();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new FutureCallbacks().launch(args);
  }
}
