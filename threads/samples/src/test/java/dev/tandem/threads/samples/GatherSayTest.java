package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Phases.assertPhases;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatherSayTest {
  @Test
  void bothSpeakInAnyOrderBetweenStartAndExit() throws Exception {
    assertPhases(
        CapturedOutput.of(new GatherSay(), "--speed", "20"),
        Set.of("start"),
        Set.of("Hello from 1", "Hello from 2"),
        Set.of("exit"));
  }

  @Test
  void manyTakeAsLongAsOne() throws Exception {
    long start = System.nanoTime();
    var lines =
        CapturedOutput.of(new GatherSay(), "--speaker", "1,2,3,4,5,6,7,8,9,10", "--delay", "0.3");
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals(12, lines.size(), lines::toString);
    assertTrue(seconds >= 0.3 && seconds < 3, () -> "took " + seconds + " s");
  }

  @Test
  void anInterruptedRunEndsAtOnce() throws Exception {
    try (var player = Player.play(new GatherSay(), "--delay", "86400")) {
      player.nextLine();
      player.interrupt();
    }
  }

  @Test
  void aDelayLongerThanADayIsRefused() {
    assertEquals(
        new Execution(
            2,
            "gather-say: Invalid value for option '--delay':"
                + " '1e5' is not a number of seconds such as 2 or 0.5."
                + " Try 'gather-say --help'."),
        Execution.of(new GatherSay(), "--delay", "1e5"));
  }
}
