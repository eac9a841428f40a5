package dev.tandem.interop.samples.failures;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Waits until a task has ended, and never asks how it ended. */
public final class UnheardFailure {
  private UnheardFailure() {}

  // snippet: program
  static Void save(String letter) throws IOException {
    throw new IOException("no room for " + letter);
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.submit(() -> save("Dear Ada"));
    executor.shutdown();
    executor.awaitTermination(5, SECONDS); // until it has ended, in whatever way
    System.out.println("saved");
  }
  // end
}

// Output:
// saved
