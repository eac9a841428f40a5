package dev.tandem.interop.samples.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, as a terminal sends it, to a launcher in a JVM of its own. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"threads", "coroutines"})
  void ctrlCEndsARunningSampleWithExit130(String module) throws Exception {
    var process = start("run", "hello", "--in", module, "--speed", "0.0001");
    try (var lines = reader(process)) {
      assertEquals("hello", lines.readLine());
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertTrue(process.waitFor(20, SECONDS), "the launcher is still running");
      assertEquals(130, process.exitValue());
      assertEquals("tandem run hello: interrupted", lines.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whatCtrlCEndedIsDrawnAllTheSame() throws Exception {
    var picture = folder.resolve("hello.html");
    var process = start("run", "hello", "--speed", "0.0001", "--timeline", picture.toString());
    try (var lines = reader(process)) {
      assertEquals("hello", lines.readLine());
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertTrue(process.waitFor(30, SECONDS), "the launcher is still running");
      assertEquals(130, process.exitValue());
      assertTrue(Files.readString(picture).contains("</html>"), () -> lines.lines().toList() + "");
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "coroutines", "interop"})
  void ctrlCEndsARunningCrawlWithExit130(String module) throws Exception {
    var process = start("run", "blog-crawler", "--in", module, "--latency=59m", "--timeout=59m");
    try (var lines = reader(process)) {
      assertTrue(lines.readLine().startsWith("start "));
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertTrue(process.waitFor(20, SECONDS), "the launcher is still running");
      assertEquals(130, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Wherever the launcher is: in its start, in a class that is being loaded, or in the sample. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run hello --speed 0.0001",
        "compare hello --speed 0.0001",
        "run amdahl --serial 1",
        "member --port 0 --cluster-file -",
        "run cpu-bound --in interop --number 9223372036854775783"
      })
  @Timeout(120)
  void ctrlCAtAnyTimeIsExit130WithoutAStackTrace(String commandLine) throws Exception {
    for (long delay : new long[] {0, 50, 100, 200, 300, 500, 800, 1_300}) {
      var process = start(commandLine.split(" "));
      try (var lines = reader(process)) {
        process.waitFor(delay, MILLISECONDS); // it does not end by itself
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(20, SECONDS), "the launcher is still running");
        assertEquals(130, process.exitValue(), "after " + delay + " ms");
        lines
            .lines()
            .forEach(line -> assertFalse(line.matches(".*(Exception|Error).*|\\s+at .*"), line));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static Process start(String... args) throws IOException {
    var command = new ArrayList<String>();
    if (OS.LINUX.isCurrentOs()) {
      // a build that runs in the background ignores Ctrl-C, and its children would too
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tandem.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
