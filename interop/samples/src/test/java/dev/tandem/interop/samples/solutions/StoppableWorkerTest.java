package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppableWorkerTest {
  /**
   * Runs one job after another; a job that fails is reported, and an interruption ends the worker.
   */
  static void work(BlockingQueue<Callable<?>> jobs, List<String> failures) {
    try {
      while (true) {
        Callable<?> job = jobs.take();
        try {
          job.call();
        } catch (InterruptedException end) {
          throw end; // it is not the job that has failed: somebody wants us to stop
        } catch (Exception failure) {
          failures.add(failure.getMessage());
        }
      }
    } catch (InterruptedException end) {
      // nobody needs this worker any more
    }
  }

  private final BlockingQueue<Callable<?>> jobs = new LinkedBlockingQueue<>();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final Thread worker = new Thread(() -> work(jobs, failures));

  @Test
  void aFailingJobIsReportedAndTheNextOneRuns() throws InterruptedException {
    CountDownLatch next = new CountDownLatch(1);
    jobs.add(
        () -> {
          throw new IllegalStateException("no paper");
        });
    jobs.add(
        () -> {
          next.countDown();
          return null;
        });
    worker.start();
    assertTrue(next.await(10, TimeUnit.SECONDS));
    assertEquals(List.of("no paper"), failures);
    interruptAndAwaitEnd();
  }

  @Test
  void anInterruptionInTheMiddleOfAJobEndsTheWorkerAndIsNoFailure() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    jobs.add(
        () -> {
          inside.countDown();
          return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
        });
    worker.start();
    assertTrue(inside.await(10, TimeUnit.SECONDS));
    interruptAndAwaitEnd();
    assertEquals(List.of(), failures);
  }

  private void interruptAndAwaitEnd() throws InterruptedException {
    worker.interrupt();
    worker.join(10_000);
    assertFalse(worker.isAlive());
  }
}
