package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SampleThreadsTest {
  private final AtomicReference<Thread> other = new AtomicReference<>();
  private final CountDownLatch never = new CountDownLatch(1);

  private void startAnother(Runnable work) {
    other.set(new Thread(work));
    other.get().start();
  }

  private void waitInVain() {
    try {
      never.await();
    } catch (InterruptedException end) {
      // as it should
    }
  }

  @Test
  void aRunEndsWhenTheLastOfItsThreadsHasEnded() throws Exception {
    var done = new AtomicBoolean();
    var bodyEnded = new CountDownLatch(1);
    SampleThreads.run(
        "main",
        () -> {
          startAnother(
              () -> {
                try {
                  bodyEnded.await();
                  done.set(true);
                } catch (InterruptedException e) {
                  // then it is not done
                }
              });
          bodyEnded.countDown();
        });
    assertTrue(done.get());
  }

  @Test
  void aDaemonIsNotWaitedFor() throws Exception {
    SampleThreads.run(
        "main",
        () -> {
          other.set(new Thread(this::waitInVain));
          other.get().setDaemon(true);
          other.get().start();
        });
    assertTrue(other.get().isAlive());
    never.countDown();
  }

  @Test
  void whenTheBodyFailsItsThreadsAreInterruptedAndGone() {
    var failure =
        assertThrows(
            SampleException.class,
            () ->
                SampleThreads.run(
                    "main",
                    () -> {
                      startAnother(this::waitInVain);
                      throw new SampleException("no");
                    }));
    assertEquals("no", failure.getMessage());
    assertFalse(other.get().isAlive());
  }

  @Test
  void aThreadThatDiesEndsTheRunWithWhatItDiedOf() {
    var failure =
        assertThrows(
            AssertionError.class,
            () ->
                SampleThreads.run(
                    "main",
                    () -> {
                      startAnother(
                          () -> {
                            throw new AssertionError("died");
                          });
                      never.await();
                    }));
    assertEquals("died", failure.getMessage());
  }

  @Test
  void anInterruptedCallerInterruptsTheBodyWhichMayCleanUpFirst() {
    var cleanedUp = new AtomicBoolean();
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () ->
            SampleThreads.run(
                "main",
                () -> {
                  startAnother(this::waitInVain);
                  try {
                    never.await();
                  } finally {
                    cleanedUp.set(other.get().isAlive());
                  }
                }));
    assertTrue(cleanedUp.get(), "the body ends before its threads are interrupted");
    assertFalse(other.get().isAlive());
  }

  @Test
  void anInterruptionThatTheBodyDoesNotMindIsGivenBack() throws Exception {
    Thread.currentThread().interrupt();
    SampleThreads.run("main", this::waitInVain);
    assertTrue(Thread.interrupted());
  }
}
