package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadsTest {
  private static final List<String> NAMES =
      List.of("20240109.html", "20240112.html", "20240113.html");

  @TempDir Path folder;

  @Test
  void sendsEveryRequestBeforeAnyIsDone() throws Exception {
    var lines = CapturedOutput.of(new Downloads(), "--speed", "10", "--out", folder.toString());
    assertEquals(7, lines.size());
    assertEquals(
        NAMES.stream().map(name -> "sent: URL/" + name).toList(), plain(lines.subList(0, 3)));
    assertEquals(
        NAMES.stream().map(name -> "done: URL/" + name).collect(Collectors.toSet()),
        Set.copyOf(plain(lines.subList(3, 6))));
    assertEquals("saved in " + folder, lines.get(6));
  }

  @Test
  void savesTheFilesInANewFolder() throws Exception {
    var out = folder.resolve("a").resolve("b");
    CapturedOutput.of(new Downloads(), "--speed", "100", "--out", out.toString());
    assertEquals(NAMES, names(out));
    for (var name : NAMES) {
      var content = Files.readString(out.resolve(name));
      assertTrue(content.contains("<title>/" + name + "</title>"), content);
    }
  }

  @Test
  void overwritesWhatWasSavedBefore() throws Exception {
    var first = Files.writeString(folder.resolve(NAMES.get(0)), "x".repeat(10_000));
    CapturedOutput.of(new Downloads(), "--speed", "100", "--out", folder.toString());
    var content = Files.readString(first);
    assertTrue(content.startsWith("<!doctype html>") && content.endsWith("</p>\n"), content);
  }

  @Test
  void savesInAFolderWhereItRunsAndLeavesNothingElse() throws Exception {
    var here = Files.createDirectory(folder.resolve("here"));
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Downloads.class.getName(),
                "--speed=100")
            .directory(here.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertTrue(process.waitFor(30, SECONDS), "the sample is still running");
      assertEquals(0, process.exitValue());
      assertEquals(List.of(), names(temporary));
      assertEquals(NAMES, names(here.resolve("downloads")));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aFileThatCannotBeWrittenFailsTheSample() throws Exception {
    var inTheWay = Files.createDirectory(folder.resolve(NAMES.get(1)));
    var failure =
        assertThrows(
            SampleException.class,
            () -> CapturedOutput.of(new Downloads(), "--speed", "100", "--out", folder.toString()));
    assertEquals("cannot write " + inTheWay, failure.getMessage());
  }

  @Test
  void refusesAFolderThatIsAFile() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    var refusal =
        assertThrows(
            UsageException.class,
            () -> CapturedOutput.of(new Downloads(), "--out", file.toString()));
    assertEquals("--out: " + file + " is not a folder", refusal.getMessage());
  }

  @Test
  void aFolderThatCannotBeMadeFailsTheSample() throws Exception {
    var below = Files.writeString(folder.resolve("file"), "").resolve("below");
    var failure =
        assertThrows(
            SampleException.class,
            () -> CapturedOutput.of(new Downloads(), "--out", below.toString()));
    assertEquals("--out: cannot create the folder " + below, failure.getMessage());
  }

  @Test
  void anInterruptedDownloadEndsAtOnceAndSavesNothing() throws Exception {
    try (var player =
        Player.play(new Downloads(), "--latency", "3600", "--out", folder.toString())) {
      for (int sent = 0; sent < 3; sent++) {
        assertTrue(player.nextLine().startsWith("sent: "));
      }
      player.interrupt();
      assertEquals(List.of(), names(folder));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> plain(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("http://127.0.0.1:\\d+", "URL")).toList();
  }
}
