package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SubprocessTest {
  private final Set<ProcessHandle> before = Descendants.alive();

  @Test
  void programsAreWrittenToAndReadAndTheirFailuresTold() throws Exception {
    assertEquals(
        """
        $ sort
          > pear
          > fig
          > apple
          < apple
          < fig
          < pear
          exit status 0
        $ sh -c echo out of paper >&2; exit 3
          ! out of paper
          exit status 3
        $ tandem-no-such-program
          failed: Cannot run program "tandem-no-such-program"
        $ sleep 3600
          given up on after 0.2 s
        """
            .lines()
            .toList(),
        play("--speed", "5"));
  }

  @Test
  void theProgramAndWhatItIsGivenAreOptions() throws Exception {
    assertEquals(
        List.of("$ tr a-z A-Z", "  > a", "  > b", "  < A", "  < B", "  exit status 0"),
        play("--command=tr,a-z,A-Z", "--lines=a,b", "--speed=100").subList(0, 6));
  }

  @Test
  void theStatusOfAProgramThatASignalEndedIsTold() throws Exception {
    assertEquals(
        List.of("$ sh -c kill -9 $$", "  > a", "  exit status 137"),
        play("--command=sh,-c,kill -9 $$", "--lines=a", "--speed=100").subList(0, 3));
  }

  @Test
  void anInterruptionEndsTheSample() throws Exception {
    try (var player = Player.play(new Subprocess(), "--command=sleep,3600", "--lines=a")) {
      assertEquals("$ sleep 3600", player.nextLine());
      assertEquals("  > a", player.nextLine());
      player.interrupt();
    }
    Descendants.awaitEndOfAllBut(before); // it is killed, and dies soon
  }

  @Test
  void moreThanAPipeHoldsGoesThrough() throws Exception {
    var line = "x".repeat(1_000);
    var lines = play("--command=cat", "--lines=" + (line + ",").repeat(599) + line, "--speed=100");
    assertEquals(Collections.nCopies(600, "  < " + line), lines.subList(601, 1201));
    assertEquals("  exit status 0", lines.get(1201));
  }

  @Test
  void moreErrorsThanAPipeHoldsDoNotHoldUpTheOutput() throws Exception {
    var noisy = "i=0; while [ $i -lt 9000 ]; do echo 0123456789 >&2; i=$((i+1)); done; echo done";
    var lines = play("--command=sh,-c," + noisy, "--lines=a", "--speed=100");
    assertEquals("  < done", lines.get(2));
    assertEquals(Collections.nCopies(9000, "  ! 0123456789"), lines.subList(3, 9003));
  }

  private static List<String> play(String... options) throws Exception {
    return CapturedOutput.of(new Subprocess(), options).stream()
        .map(line -> line.replaceFirst("(?<=no-such-program\"): .*", "")) // each JVM's own words
        .toList();
  }
}
