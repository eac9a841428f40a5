package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A pool in a program in which something has run out. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ProcessPoolNeedTest {
  @TempDir private Path directory;
  private Process program;

  @AfterEach
  void end() {
    program.destroyForcibly();
  }

  /** Starts the program, by a shell that says {@code limits} first. */
  private void start(String limits, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", limits + " exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PoolInNeed.class.getName());
    command.addAll(List.of(arguments));
    program =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("output").toFile())
            .redirectError(directory.resolve("errors").toFile())
            .start();
  }

  private String output() throws Exception {
    assertTrue(program.waitFor(40, SECONDS));
    return Files.readString(directory.resolve("output"));
  }

  @Test
  void withoutAFileDescriptorCancelStillKillsAndTheFutureIsDone() throws Exception {
    try (var meeting = new Rendezvous()) {
      start("ulimit -n 200;", "descriptors", String.valueOf(meeting.port()));
      var workers = List.of(meeting.guest(), meeting.guest());
      program.getOutputStream().close();
      assertEquals("true true true true", output());
      for (var worker : workers) {
        worker.process().onExit().get(10, SECONDS);
        assertFalse(worker.process().isAlive());
      }
    }
  }

  @Test
  void aCommonPoolThatIsBusyDelaysNoDeath() throws Exception {
    start("", "common-pool");
    assertEquals("WorkerDiedException", output());
  }
}
