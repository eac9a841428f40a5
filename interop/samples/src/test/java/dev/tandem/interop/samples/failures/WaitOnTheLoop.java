package dev.tandem.interop.samples.failures;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/** A task blocks a pool's only thread until something is done that only this thread can do. */
public final class WaitOnTheLoop {
  private WaitOnTheLoop() {}

  // snippet: program
  static CompletableFuture<Integer> ask(ExecutorService loop) throws Exception {
    CompletableFuture<Integer> future = CompletableFuture.supplyAsync(() -> 42, loop);
    try {
      System.out.println(future.get(1, SECONDS)); // blocks the thread that would have the answer
    } catch (TimeoutException e) {
      System.out.println("nothing after a second");
    }
    return future; // gives the thread back
  }

  public static void main(String[] args) throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Integer> future = loop.submit(() -> ask(loop)).get();
      System.out.println("awaited: " + future.get()); // blocks another thread
    } finally {
      loop.shutdown();
    }
  }
  // end
}

// Output:
// nothing after a second
// awaited: 42
