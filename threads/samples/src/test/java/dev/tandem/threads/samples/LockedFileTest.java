package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockedFileTest {
  @Test
  void additionsAreLostWithoutALockAndNoneBehindOneAmongThreadsAndAmongProcesses()
      throws Exception {
    var lines = CapturedOutput.of(new LockedFile());
    assertEquals(4, lines.size(), lines::toString);
    for (int i = 0; i < 4; i += 2) {
      var writers = "two " + List.of("threads", "processes").get(i / 2);
      int counted =
          Integer.parseInt(lines.get(i).replace("unguarded, " + writers + " count to ", ""));
      assertTrue(1 <= counted && counted < 10, lines::toString);
      assertEquals("guarded, " + writers + " count to 10", lines.get(i + 1));
    }
  }

  @Test
  void noFileIsLeftBehindAlsoWhenItIsInterrupted() throws Exception {
    var before = folders();
    try (var player = Player.play(new LockedFile(), "--speed", "0.1")) {
      player.nextLine();
      player.interrupt();
    }
    var own = folders(); // and maybe those of other runs on this machine, which end as well
    own.removeAll(before);
    while (own.stream().anyMatch(Files::exists)) {
      Thread.onSpinWait();
    }
  }

  private static Set<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("file-lock"))
          .collect(Collectors.toSet());
    }
  }
}
