package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.FlightRecorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What Java's Flight Recorder is told of the processes of a pool. */
@Timeout(60)
class ProcessPoolRecordingTest {
  private static final String START = "dev.tandem.process.Start";
  private static final String TASK = "dev.tandem.process.Task";
  private static final String DEATH = "dev.tandem.process.Death";

  private static List<RecordedEvent> during(Executable body) throws Throwable {
    return FlightRecorded.during(body, START, TASK, DEATH);
  }

  private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  private static RecordedEvent one(String name, List<RecordedEvent> events) {
    var named = named(name, events);
    assertEquals(1, named.size(), events::toString);
    return named.get(0);
  }

  @Test
  void aProcessIsRecordedFromItsStartOverItsTasksToItsEnd() throws Throwable {
    long[] pid = new long[1];
    var events =
        during(
            () -> {
              try (var pool = ProcessPool.builder().size(1).build()) {
                pid[0] = pool.submit(() -> ProcessHandle.current().pid()).get(30, SECONDS);
                assertThrows(
                    ExecutionException.class,
                    () ->
                        pool.submit(
                                () -> {
                                  throw new IllegalStateException("no");
                                })
                            .get(30, SECONDS));
              }
            });
    var start = one(START, events);
    assertEquals(pid[0], start.getLong("pid"));
    assertEquals(1, start.getInt("worker"));
    assertEquals("ready", start.getString("outcome"));
    assertTrue(start.getString("pool").matches("process-pool-\\d+-1"), start::toString);
    assertTrue(start.getDuration().toMillis() > 1);
    var tasks = named(TASK, events);
    assertEquals(2, tasks.size(), events::toString);
    assertEquals(
        List.of("value", "failed"), tasks.stream().map(e -> e.getString("outcome")).toList());
    assertEquals(List.of(1L, 2L), tasks.stream().map(e -> e.getLong("task")).toList());
    for (var task : tasks) {
      assertEquals(pid[0], task.getLong("pid"));
      assertEquals("task", task.getString("kind"));
      assertTrue(task.getLong("bytesOut") > 0);
      assertTrue(task.getLong("bytesIn") > 0);
    }
    var death = one(DEATH, events);
    assertEquals(pid[0], death.getLong("pid"));
    assertEquals(0, death.getInt("exitValue"));
    assertEquals("closed", death.getString("reason"));
  }

  @Test
  void aProcessThatExitsHasDiedOfItsOwn() throws Throwable {
    var events =
        during(
            () -> {
              try (var pool = ProcessPool.builder().size(1).build()) {
                var exiting = pool.submit(() -> System.exit(7));
                assertThrows(ExecutionException.class, () -> exiting.get(30, SECONDS));
              }
            });
    assertEquals("died", one(TASK, events).getString("outcome"));
    var death = one(DEATH, events);
    assertEquals(7, death.getInt("exitValue"));
    assertEquals("exited", death.getString("reason"));
  }

  @Test
  void aCancelledTaskIsKilledWithItsProcess(@TempDir Path directory) throws Throwable {
    var begun = directory.resolve("begun").toString();
    var events =
        during(
            () -> {
              try (var pool = ProcessPool.builder().size(1).build()) {
                var sleeping =
                    pool.submit(
                        () -> {
                          Files.createFile(Path.of(begun));
                          Thread.sleep(60_000);
                          return null;
                        });
                while (!Files.exists(Path.of(begun))) {
                  Thread.onSpinWait();
                }
                sleeping.cancel(true);
                assertThrows(CancellationException.class, () -> sleeping.get(30, SECONDS));
              }
            });
    assertEquals("killed", one(TASK, events).getString("outcome"));
    var death = one(DEATH, events);
    assertEquals(137, death.getInt("exitValue"));
    assertEquals("killed", death.getString("reason"));
  }

  @Test
  void theInitializerIsATaskOfItsKind() throws Throwable {
    var events =
        during(
            () -> {
              try (var pool = ProcessPool.builder().size(1).initializer(() -> {}).build()) {
                pool.submit(() -> 1).get(30, SECONDS);
              }
            });
    assertEquals(
        List.of("initializer", "task"),
        named(TASK, events).stream().map(event -> event.getString("kind")).toList());
  }
}
