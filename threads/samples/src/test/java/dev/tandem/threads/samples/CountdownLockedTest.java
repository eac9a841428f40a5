package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CountdownLockedTest {
  @Test
  void theFirstWorkerEndsBeforeTheSecondCountsAndOnlyTheCallerIsLeft() throws Exception {
    assertEquals(
        List.of(
            "Start thread:AAA",
            "Start thread:BBB",
            "ThreadAAA counting down:5 ...",
            "ThreadAAA counting down:4 ...",
            "ThreadAAA counting down:3 ...",
            "ThreadAAA counting down:2 ...",
            "ThreadAAA counting down:1 ...",
            "End thread:AAA",
            "ThreadBBB counting down:5 ...",
            "ThreadBBB counting down:4 ...",
            "ThreadBBB counting down:3 ...",
            "ThreadBBB counting down:2 ...",
            "ThreadBBB counting down:1 ...",
            "End thread:BBB",
            "number of live workers -> 1",
            "current worker -> main",
            "all live workers -> [main]",
            "Finished."),
        CapturedOutput.of(new CountdownLocked(), "--speed", "4"));
  }

  @Test
  void theTimesOfTheWorkersAddUp() throws Exception {
    long start = System.nanoTime();
    CapturedOutput.of(
        new CountdownLocked(), "--worker", "AAA=0.2", "--worker", "BBB=0.2", "--from", "1");
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds >= 0.4, () -> "took " + seconds + " s");
  }

  @Test
  void anInterruptedCountdownLeavesNoThreadBehind() throws Exception {
    try (var player =
        Player.play(
            new CountdownLocked(), "--worker", "locked-1=86400", "--worker", "locked-2=86400")) {
      player.nextLine();
      player.interrupt("locked-");
    }
  }

  @Test
  void aCountdownFromZeroIsRefused() {
    assertEquals(
        new Execution(
            2,
            "countdown-locked: --from must be at least 1, not -3."
                + " The countdown ends at 1, wherever it begins."),
        Execution.of(new CountdownLocked(), "--from", "-3"));
  }
}
