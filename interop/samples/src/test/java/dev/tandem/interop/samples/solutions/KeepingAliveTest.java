package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads for which a program would still wait if {@code main} ended now. */
@Timeout(60)
class KeepingAliveTest {
  static Set<Thread> keepingAlive() {
    return Thread.getAllStackTraces().keySet().stream() // those that are alive, of all groups
        .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
        .collect(Collectors.toSet());
  }

  @Test
  void aThreadKeepsTheProgramAliveAndADaemonDoesNot() throws InterruptedException {
    Thread worker = new Thread(KeepingAliveTest::waitUntilInterrupted, "worker");
    Thread daemon = new Thread(KeepingAliveTest::waitUntilInterrupted, "daemon");
    daemon.setDaemon(true); // before it is started, or never
    worker.start();
    daemon.start();
    assertTrue(keepingAlive().contains(worker));
    assertFalse(keepingAlive().contains(daemon));
    worker.interrupt();
    daemon.interrupt();
    worker.join();
    daemon.join();
    assertFalse(keepingAlive().contains(worker));
  }

  private static void waitUntilInterrupted() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }
}
