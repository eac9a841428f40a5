package dev.tandem.interop.samples.failures;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/** Starts to save a letter, and does not wait until it is saved. */
public final class LeftBehind {
  private LeftBehind() {}

  // snippet: program
  static void save(String letter, CountDownLatch begun) {
    try {
      begun.countDown();
      Thread.sleep(60_000); // a slow disk
      System.out.println("saved: " + letter);
    } catch (InterruptedException end) {
      System.out.println("interrupted");
    } finally {
      System.out.println("the file is closed");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> saving = ForkJoinPool.commonPool().submit(() -> save("Dear Ada", begun));
    begun.await();
    System.out.println("good night"); // and nobody has waited for `saving`
  }
  // end
}

// Output:
// good night
