package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tutorial 5, exercise 3: a pool whose queue has a bound, and that says when it is full. */
@Timeout(60)
class BoundedPoolTest {
  /** So many tasks run and so many wait; one more is refused. */
  static ExecutorService boundedPool(int running, int waiting) {
    return new ThreadPoolExecutor(
        running, running, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting));
  }

  @Test
  void whatIsBeyondTheBoundIsRefusedAndWhatWasTakenIsDone() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    Runnable task =
        () -> {
          try {
            go.await();
            done.incrementAndGet();
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
        };
    ExecutorService pool = boundedPool(2, 3);
    for (int i = 0; i < 2 + 3; i++) {
      pool.execute(task);
    }
    assertThrows(RejectedExecutionException.class, () -> pool.execute(task));
    go.countDown();
    pool.shutdown();
    assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
    assertEquals(5, done.get());
  }
}
