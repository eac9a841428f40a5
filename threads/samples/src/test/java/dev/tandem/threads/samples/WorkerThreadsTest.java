package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerThreadsTest {
  private final CountDownLatch never = new CountDownLatch(1);

  private Void waitForEver() throws InterruptedException {
    assertTrue(never.await(1, TimeUnit.HOURS));
    return null;
  }

  @Test
  void joinReturnsWhenEveryThreadHasEnded() throws Exception {
    try (var threads = new WorkerThreads()) {
      var name = threads.start("first", () -> Thread.currentThread().getName());
      threads.start("second", () -> null);
      threads.join();
      assertEquals(List.of(), threads.living());
      assertEquals("first", name.get());
    }
  }

  @Test
  void theLivingAreThoseThatHaveNotEnded() {
    try (var threads = new WorkerThreads()) {
      threads.start("one", this::waitForEver);
      threads.start("two", this::waitForEver);
      assertEquals(List.of("one", "two"), threads.living().stream().map(Thread::getName).toList());
    }
  }

  @Test
  void aFailureEndsTheOthersAndReachesWhoeverJoins() {
    var failure = new IOException("no disk");
    try (var threads = new WorkerThreads()) {
      threads.start("waiting", this::waitForEver);
      threads.start(
          "failing",
          () -> {
            throw failure;
          });
      assertSame(failure, assertThrows(ExecutionException.class, threads::join).getCause());
    }
  }

  @Test
  void closeEndsWhatStillRuns() {
    var threads = new WorkerThreads();
    try (threads) {
      threads.start("waiting", this::waitForEver);
    }
    assertEquals(List.of(), threads.living());
  }

  @Test
  void closeKeepsAnInterruptionOfItsCaller() {
    var threads = new WorkerThreads();
    try (threads) {
      threads.start("waiting", this::waitForEver);
      Thread.currentThread().interrupt();
    }
    assertTrue(Thread.interrupted());
    assertEquals(List.of(), threads.living());
  }
}
