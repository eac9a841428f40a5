package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A pool for each test, and the place where the test meets the pool's tasks. */
@Timeout(60)
abstract class AnyPoolTest {
  final ProcessPool pool;
  final Rendezvous meeting = new Rendezvous();

  AnyPoolTest(int size) {
    pool = ProcessPool.builder().size(size).build();
  }

  @AfterEach
  void close() throws IOException {
    pool.shutdownNow();
    pool.close();
    meeting.close();
  }

  /** A task that tells that it runs, and then takes no notice of anything. */
  static SerializableCallable<Long> endless(int port) {
    return () -> Rendezvous.tellAndNeverEnd(port);
  }

  static void assertGoneWithinASecond(ProcessHandle process) throws Exception {
    process.onExit().get(1, SECONDS);
    assertTrue(ProcessHandle.of(process.pid()).isEmpty(), "still in the table of processes");
  }
}
