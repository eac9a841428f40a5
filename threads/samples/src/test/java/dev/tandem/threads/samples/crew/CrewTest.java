package dev.tandem.threads.samples.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.threads.Event;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
  @Test
  void runsEachWorkOnAThreadOfItsName() throws Exception {
    var name = new AtomicReference<String>();
    try (var crew = new Crew()) {
      crew.start("ta", () -> name.set(Thread.currentThread().getName()));
      crew.join();
    }
    assertEquals("ta", name.get());
  }

  @Test
  void theFirstFailureComesOutAndInterruptsTheOthers() throws Exception {
    var failure = new IOException("broken");
    var interrupted = new AtomicBoolean();
    try (var crew = new Crew()) {
      var waiting = new Event();
      crew.start("waits", () -> waitForInterruption(waiting, interrupted));
      waiting.await();
      crew.start(
          "fails",
          () -> {
            throw failure;
          });
      assertSame(failure, assertThrows(IOException.class, crew::join));
    }
    assertTrue(interrupted.get());
  }

  @Test
  void closingInterruptsWhoStillRunsAndWaitsForThem() throws Exception {
    var interrupted = new AtomicBoolean();
    var thread = new AtomicReference<Thread>();
    try (var crew = new Crew()) {
      var waiting = new Event();
      crew.start(
          "waits",
          () -> {
            thread.set(Thread.currentThread());
            waitForInterruption(waiting, interrupted);
          });
      waiting.await();
    }
    assertTrue(interrupted.get());
    assertFalse(thread.get().isAlive());
  }

  @Test
  void anInterruptionWhileClosingIsKept() throws Exception {
    var ended = new AtomicBoolean();
    try (var crew = new Crew()) {
      crew.start("works", () -> ended.set(true));
      Thread.currentThread().interrupt();
    }
    assertTrue(Thread.interrupted());
    assertTrue(ended.get());
  }

  private static void waitForInterruption(Event waiting, AtomicBoolean interrupted) {
    try {
      waiting.set();
      new Event().await();
    } catch (InterruptedException e) {
      interrupted.set(true);
    }
  }
}
