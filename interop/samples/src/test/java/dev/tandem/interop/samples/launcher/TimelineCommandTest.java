package dev.tandem.interop.samples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem timeline}, and {@code --timeline} of {@code run} and {@code compare}. */
@Timeout(120)
class TimelineCommandTest {
  @TempDir private Path folder;

  private Path recording() throws Exception {
    var file = folder.resolve("program.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withThreshold(Duration.ZERO);
      recording.start();
      var sleeper = new Thread(TimelineCommandTest::sleep, "sleeper");
      sleeper.start();
      sleeper.join();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRecordingIsDrawnBesideItUnlessAnotherFileIsNamed() throws Exception {
    var file = recording();
    var run = Run.tandem("timeline", file.toString());
    assertEquals(0, run.exitCode(), run.err());
    var picture = folder.resolve("program.html");
    assertTrue(run.out().startsWith("timeline: " + picture + ", 1 lane, 1 span, "), run.out());
    assertTrue(Files.readString(picture).contains("sleeper"));
  }

  @Test
  void theFilesEndingSaysWhatIsDrawn() throws Exception {
    var file = recording().toString();
    for (var ending : List.of("html", "svg", "json", "SVG")) {
      var picture = folder.resolve("picture." + ending);
      var run = Run.tandem("timeline", file, "-o", picture.toString());
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(Files.readString(picture).contains("sleeper"), ending);
    }
  }

  @Test
  void anEndingThatSaysNothingIsMisuse() throws Exception {
    var file = recording().toString();
    for (var misuse :
        List.of(
            List.of("timeline", file, "-o", "picture.png"),
            List.of("timeline", file, "-o", file),
            List.of("timeline"),
            List.of("run", "hello", "--timeline", "picture"),
            List.of("compare", "hello", "--timeline=picture.jfr"))) {
      var run = Run.tandem(misuse.toArray(String[]::new));
      assertEquals(2, run.exitCode(), misuse.toString());
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void aRecordingIsNotDrawnOverItself() throws Exception {
    var odd = folder.resolve("odd.html");
    Files.copy(recording(), odd);
    var run = Run.tandem("timeline", odd.toString(), "-o", odd.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("would be written over the recording"), run.err());
  }

  @Test
  void aFileThatIsNoWholeRecordingIsAFailureThatSaysSo() throws Exception {
    var whole = Files.readAllBytes(recording());
    var files = List.of("half.jfr", "few.jfr", "empty.jfr", "text.jfr");
    Files.write(folder.resolve("half.jfr"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(folder.resolve("few.jfr"), Arrays.copyOf(whole, 20));
    Files.write(folder.resolve("empty.jfr"), new byte[0]);
    Files.writeString(folder.resolve("text.jfr"), "this is no recording ".repeat(100));
    for (var file : files) {
      assertFailure(folder.resolve(file), " is no whole recording of the JDK Flight Recorder");
    }
  }

  @Test
  void aFileThatCannotBeReadIsAFailureThatSaysSo() throws Exception {
    assertFailure(folder.resolve("none.jfr"), "there is no file ");
    assertFailure(folder, " is a folder");
  }

  private static void assertFailure(Path recording, String message) {
    var run = Run.tandem("timeline", recording.toString());
    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message) && run.err().contains(recording.toString()), run.err());
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailureThatSaysSo() throws Exception {
    var nowhere = folder.resolve("no/such/folder.html").toString();
    var run = Run.tandem("timeline", recording().toString(), "-o", nowhere);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("cannot write " + nowhere + ": there is no such folder"));
    assertEquals(1, Run.tandem("run", "hello", "--timeline", nowhere).exitCode());
  }

  @Test
  void runDrawsWhatRanAndItsOutputIsTheSamples() throws Exception {
    var picture = folder.resolve("run.svg");
    var run = Run.tandem("run", "hello", "--speed", "100", "--timeline", picture.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("hello%n".formatted(), run.out());
    assertTrue(run.err().startsWith("timeline: " + picture), run.err());
    assertTrue(Files.readString(picture).contains("Thread.sleep for 10 ms"));
  }

  @Test
  void compareDrawsASideBelowTheOther() throws Exception {
    var trace = folder.resolve("compare.json");
    var run = Run.tandem("compare", "hello", "--json", "--speed=100", "--timeline=" + trace);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("hello", new ObjectMapper().readTree(run.out()).get("sample").asText());
    Set<String> sides = new HashSet<>();
    for (var event : new ObjectMapper().readTree(Files.readString(trace)).get("traceEvents")) {
      if (event.get("name").asText().equals("process_name")) {
        sides.add(event.get("args").get("name").asText());
      }
    }
    assertTrue(sides.containsAll(List.of("threads", "coroutines")), sides.toString());
  }

  @Test
  void coroutinesAreDrawnTakingTurns() throws Exception {
    var picture = folder.resolve("turns.svg");
    Run.tandem("run", "cooperative-primes", "--in=coroutines", "--timeline=" + picture);
    var drawn = Files.readString(picture);
    assertTrue(drawn.contains("suspended"), "no coroutine is suspended");
    assertTrue(drawn.contains("its turn on main"), "no coroutine runs on main");
  }

  @Test
  void aRunThatFailsIsDrawnToo() throws Exception {
    var picture = folder.resolve("failure.html");
    var run =
        Run.tandem(
            "run",
            "status-crawler",
            "--in=threads",
            "--url=http://127.0.0.1:1/",
            "--timeline=" + picture);
    assertTrue(Files.exists(picture), run.err());
    assertFalse(run.err().contains("no timeline"), run.err());
  }
}
