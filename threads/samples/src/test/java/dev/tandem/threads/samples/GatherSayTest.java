package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Rehearsal.assertPhases;
import static dev.tandem.threads.samples.Rehearsal.phase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatherSayTest {
  @Test
  void bothSpeakInAnyOrderBetweenStartAndExit() throws Exception {
    assertPhases(
        Stage.Recording.of(new GatherSay(), "--speed", "20"),
        phase("start"),
        phase("Hello from 1", "Hello from 2"),
        phase("exit"));
  }

  @Test
  void manyTakeAsLongAsOne() throws Exception {
    long start = System.nanoTime();
    var lines =
        Stage.Recording.of(new GatherSay(), "--speaker", "1,2,3,4,5,6,7,8,9,10", "--delay", "0.3");
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals(12, lines.size(), lines::toString);
    assertTrue(seconds >= 0.3 && seconds < 3, () -> "took " + seconds + " s");
  }

  @Test
  void anInterruptedRunEndsAtOnce() throws Exception {
    assertInstanceOf(
        InterruptedException.class, Rehearsal.interrupted(new GatherSay(), "--delay", "86400"));
  }

  @Test
  void aDelayLongerThanADayIsRefused() {
    assertEquals(
        "gather-say: Invalid value for option '--delay':"
            + " '1e5' is not a number of seconds such as 2 or 0.5."
            + " Try 'gather-say --help'.",
        Rehearsal.misuse(new GatherSay(), "--delay", "1e5"));
  }
}
