package dev.tandem.interop.samples.failures;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A task of a pool fails, and nobody asks for its result. */
final class UnaskedFailure {
  private UnaskedFailure() {}

  // snippet: program
  static void share(int apples, int people) {
    System.out.printf("%d apples for %d: %d each%n", apples, people, apples / people);
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    for (int people : List.of(4, 0, 3)) {
      pool.submit(() -> share(12, people)); // the future is dropped
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    System.out.println("Done.");
  }
  // end
}
// Output:
// 12 apples for 4: 3 each
// 12 apples for 3: 4 each
// Done.
