package dev.tandem.interop.samples.failures;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Two tasks compute on a pool that has one thread. */
public final class OneAtATime {
  private OneAtATime() {}

  // snippet: program
  static final AtomicInteger steps = new AtomicInteger(); // of the second task

  static int first() {
    long total = 0;
    for (int number = 0; number < 1_000_000; number++) {
      total += number;
    }
    return total > 0 ? steps.get() : -1;
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> meanwhile = pool.submit(() -> first());
      Future<?> second =
          pool.submit(() -> IntStream.range(0, 1_000_000).forEach(i -> steps.incrementAndGet()));
      System.out.printf("while the first computed, the second made %d steps%n", meanwhile.get());
      second.get();
      System.out.printf("then it made %d%n", steps.get());
    } finally {
      pool.shutdown();
    }
  }
  // end
}

// Output:
// while the first computed, the second made 0 steps
// then it made 1000000
