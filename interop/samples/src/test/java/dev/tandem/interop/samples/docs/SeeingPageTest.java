package dev.tandem.interop.samples.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.timeline.Limits;
import dev.tandem.interop.samples.timeline.Timeline;
import dev.tandem.interop.samples.timeline.TimelineFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/seeing.md says: a program of one's own, recorded with the page's settings, and drawn.
 */
@Timeout(60)
class SeeingPageTest {
  @TempDir private Path folder;

  private static Path settings() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .map(above -> above.resolve("docs/timeline.jfc"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aProgramRecordedWithThePagesSettingsIsDrawnWithItsCoroutines() throws Exception {
    var recording = folder.resolve("program.jfr");
    var java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:StartFlightRecording:filename=%s,settings=%s".formatted(recording, settings()),
                "-cp",
                System.getProperty("java.class.path"),
                SeeingPage.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertTrue(java.waitFor(40, SECONDS), "the program is still running");
    assertEquals(0, java.exitValue(), () -> output());
    var timeline = Timeline.read(recording, "program", Limits.ofPicture(Limits.USUAL_LANES));
    var picture = folder.resolve("program.svg");
    TimelineFormat.SVG.write(timeline, picture);
    var drawn = Files.readString(picture);
    for (var worker : new String[] {"worker-0#", "worker-1#", "worker-2#"}) {
      assertTrue(drawn.contains(worker), worker);
    }
    assertTrue(drawn.contains("waiting\nfor an item of JoinableQueue@"), "no wait for the queue");
    assertTrue(drawn.contains("all items to be done of JoinableQueue@"), "no join");
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
