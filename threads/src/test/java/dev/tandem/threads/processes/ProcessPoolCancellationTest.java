package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.fixtures.TestThread;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ProcessPoolCancellationTest extends AnyPoolTest {
  ProcessPoolCancellationTest() {
    super(1);
  }

  @Test
  void aCancelledEndlessLoopIsGoneWithinASecondAndTheNextTaskRuns() throws Exception {
    int port = meeting.port();
    var future = pool.submit(endless(port));
    var next = pool.submit(() -> "next");
    var process = meeting.guest().process();
    assertTrue(future.cancel(true));
    assertTrue(future.isCancelled());
    assertGoneWithinASecond(process);
    assertEquals("next", next.get(30, SECONDS));
    assertThrows(CancellationException.class, future::get);
  }

  @Test
  void theProcessesThatACancelledTaskStartedGoToo() throws Exception {
    int port = meeting.port();
    var future =
        pool.submit(
            () -> {
              var child = new ProcessBuilder("sleep", "300").start();
              Rendezvous.tell(port);
              return child.waitFor();
            });
    var process = meeting.guest().process();
    var child = process.children().findFirst().orElseThrow();
    future.cancel(true);
    assertGoneWithinASecond(process);
    child.onExit().get(10, SECONDS);
  }

  @Test
  void aTaskThatIsCancelledWhileItIsQueuedIsSeenByNoProcess() throws Exception {
    int port = meeting.port();
    var running =
        pool.submit(
            () -> {
              Rendezvous.stop(port);
              return ProcessHandle.current().pid();
            });
    var guest = meeting.guest();
    var queued = pool.submit(endless(port));
    assertTrue(queued.cancel(true));
    guest.release();
    assertEquals(guest.process().pid(), running.get(30, SECONDS));
    long next = pool.submit(() -> ProcessHandle.current().pid()).get(30, SECONDS);
    assertEquals(guest.process().pid(), next, "nobody was killed");
  }

  @Test
  void aTaskThatIsCancelledInTheQueueIsNotKept() throws Exception {
    pool.submit(endless(meeting.port()));
    meeting.guest();
    var queued = new WeakReference<>(cancelled());
    long deadline = System.nanoTime() + SECONDS.toNanos(20);
    while (queued.get() != null) {
      assertTrue(System.nanoTime() < deadline, "the queue keeps it");
      System.gc();
    }
  }

  private CompletableFuture<?> cancelled() {
    var queued = pool.submit(() -> 1);
    queued.cancel(true);
    return queued;
  }

  @Test
  void noProcessIsStartedForTasksThatWereCancelledInTheQueue() throws Exception {
    int port = meeting.port();
    var busy = pool.submit(endless(port));
    meeting.guest();
    var queued = List.of(pool.submit(() -> 1), pool.submit(() -> 2));
    queued.forEach(future -> future.cancel(true));
    busy.cancel(true);
    pool.shutdown();
    assertTrue(pool.awaitTermination(30, SECONDS));
    assertTrue(queued.stream().allMatch(CompletableFuture::isCancelled));
  }

  @Test
  void aGentleCancelInterruptsTheTaskAndLetsItsProcessLive() throws Exception {
    int port = meeting.port();
    var future =
        pool.submit(
            () -> {
              try (var test = Rendezvous.tell(port)) {
                while (!Thread.interrupted()) {
                  Thread.onSpinWait();
                }
                test.getOutputStream().write(1);
              }
              return null;
            });
    var guest = meeting.guest();
    assertTrue(future.cancel(false));
    assertTrue(future.isCancelled());
    assertEquals(1, guest.answer());
    var interrupted = pool.submit(() -> Thread.currentThread().isInterrupted());
    assertFalse(interrupted.get(30, SECONDS), "the interruption reached the next task");
    assertEquals(List.of(guest.process()), pool.workers());
  }

  @Test
  void aTaskThatTakesNoNoticeOfAGentleCancelIsKilledByOneThatIsNot() throws Exception {
    int port = meeting.port();
    var future = pool.submit(endless(port));
    var process = meeting.guest().process();
    future.cancel(false);
    assertTrue(process.isAlive());
    future.cancel(true);
    assertGoneWithinASecond(process);
    assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
  }

  @Test
  void gentleCancelsNeverReachAnotherTask() throws Exception {
    pool.submit(() -> 0).get(30, SECONDS);
    for (int i = 0; i < 500; i++) {
      var cancelled = pool.submit(() -> Thread.interrupted());
      var next = pool.submit(() -> Thread.currentThread().isInterrupted());
      if (i % 2 == 0) {
        Thread.yield();
      }
      cancelled.cancel(false);
      assertFalse(next.get(30, SECONDS));
    }
    assertEquals(1, pool.workers().size());
  }

  @Test
  void killsNeverReachAnotherTask() throws Exception {
    for (int i = 0; i < 20; i++) {
      var cancelled = pool.submit(() -> 1);
      var next = pool.submit(() -> 2);
      var quick = pool.submit(() -> 3);
      cancelled.cancel(true);
      assertEquals(2, next.get(30, SECONDS));
      quick.handle((value, failure) -> next.cancel(true)).get(30, SECONDS);
      assertEquals(3, quick.get(30, SECONDS));
    }
  }

  @Test
  void aTaskThatRunsForLongerThanItsLimitIsKilled() throws Exception {
    int port = meeting.port();
    pool.submit(() -> 0).get(30, SECONDS);
    var process = pool.workers().get(0);
    var late = pool.submit(endless(port), Duration.ofMillis(100));
    var failure = assertThrows(ExecutionException.class, () -> late.get(30, SECONDS));
    assertInstanceOf(TimeoutException.class, failure.getCause());
    assertEquals("the task ran for longer than PT0.1S", failure.getCause().getMessage());
    assertGoneWithinASecond(process);
    assertEquals(1, pool.submit(() -> 1, Duration.ofSeconds(30)).get(30, SECONDS));
  }

  @Test
  void aLimitOfNoTimeAtAllEndsTheTaskOnce() throws Exception {
    int port = meeting.port();
    var late = pool.submit(endless(port), Duration.ZERO);
    var failure = assertThrows(ExecutionException.class, () -> late.get(30, SECONDS));
    assertInstanceOf(TimeoutException.class, failure.getCause());
  }

  @Test
  void theTimeInTheQueueDoesNotCountForTheLimit() throws Exception {
    int port = meeting.port();
    var running =
        pool.submit(
            () -> {
              Rendezvous.stop(port);
              return 1;
            });
    var guest = meeting.guest();
    var limited = pool.submit(() -> 2, Duration.ofSeconds(5));
    assertThrows(TimeoutException.class, () -> limited.get(100, MILLISECONDS));
    assertFalse(limited.isDone());
    guest.release();
    assertEquals(1, running.get(30, SECONDS));
    assertEquals(2, limited.get(30, SECONDS));
  }

  @Test
  void whoCancelsAlwaysHasACancelledFuture() throws Exception {
    int port = meeting.port();
    var cancelled = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < 10; i++) {
      var future = pool.submit(endless(port));
      meeting.guest();
      assertTrue(future.cancel(true));
      cancelled.add(future);
    }
    assertTrue(cancelled.stream().allMatch(CompletableFuture::isCancelled));
  }

  /** A task that tells when it runs and when it is interrupted, and then ends. */
  private static SerializableCallable<Long> untilInterrupted(int port) {
    return () -> {
      try (var test = Rendezvous.tell(port)) {
        while (!Thread.interrupted()) {
          Thread.onSpinWait();
        }
        test.getOutputStream().write(1);
      }
      return ProcessHandle.current().pid();
    };
  }

  @Test
  void aGentleCancelByAnInterruptedThreadAsksAllTheSameAndLetsTheProcessLive() throws Exception {
    int port = meeting.port();
    var future = pool.submit(untilInterrupted(port));
    var guest = meeting.guest();
    Thread.currentThread().interrupt();
    assertTrue(future.cancel(false));
    assertTrue(Thread.interrupted(), "the caller's own interruption is gone");
    assertEquals(1, guest.answer());
    long next = pool.submit(() -> ProcessHandle.current().pid()).get(30, SECONDS);
    assertEquals(guest.process().pid(), next);
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }

  @Test
  void cancelsDoNotWaitForAStoppedProcess() throws Exception {
    int port = meeting.port();
    var future = pool.submit(endless(port));
    var process = meeting.guest().process();
    signal("STOP", process);
    var cancelling =
        TestThread.start(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                future.cancel(false);
              }
              return process.isAlive() && future.cancel(true);
            });
    assertTrue(cancelling.result());
    assertGoneWithinASecond(process);
    assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
  }

  @Test
  void aGentleCancelReachesTheTaskOfAProcessThatWasStoppedWhenItGoesOn() throws Exception {
    int port = meeting.port();
    var future = pool.submit(untilInterrupted(port));
    var guest = meeting.guest();
    signal("STOP", guest.process());
    for (int i = 0; i < 1_000; i++) {
      future.cancel(false);
    }
    signal("CONT", guest.process());
    assertEquals(1, guest.answer());
    long next = pool.submit(() -> ProcessHandle.current().pid()).get(30, SECONDS);
    assertEquals(guest.process().pid(), next);
  }

  @Test
  void aLimitMayBeAsLongOrAsShortAsADurationCanTell() throws Exception {
    for (var longest :
        List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofNanos(Long.MAX_VALUE))) {
      assertEquals(1, pool.submit(() -> 1, longest).get(30, SECONDS));
    }
    var never = pool.submit(endless(meeting.port()), Duration.ofSeconds(Long.MIN_VALUE));
    var failure = assertThrows(ExecutionException.class, () -> never.get(30, SECONDS));
    assertInstanceOf(TimeoutException.class, failure.getCause());
  }
}
