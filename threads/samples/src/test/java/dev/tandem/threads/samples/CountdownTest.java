package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Phases.assertPhases;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CountdownTest {
  @Test
  void theWorkersCountSideBySideInLessTimeThanOneAfterTheOther() throws Exception {
    long start = System.nanoTime();
    var lines = CapturedOutput.of(new Countdown(), "--speed", "4");
    double seconds = (System.nanoTime() - start) / 1e9;
    assertPhases(
        lines,
        Set.of("Start thread:AAA", "Start thread:BBB"),
        Set.of("ThreadAAA counting down:5 ..."),
        Set.of("ThreadAAA counting down:4 ...", "ThreadBBB counting down:5 ..."),
        Set.of("ThreadAAA counting down:3 ..."),
        Set.of("ThreadAAA counting down:2 ...", "ThreadBBB counting down:4 ..."),
        Set.of("ThreadAAA counting down:1 ..."),
        Set.of("End thread:AAA"),
        Set.of("ThreadBBB counting down:3 ..."),
        Set.of("ThreadBBB counting down:2 ..."),
        Set.of("ThreadBBB counting down:1 ..."),
        Set.of("End thread:BBB"),
        Set.of("Finished."));
    assertTrue(seconds < 7.5 / 4, () -> "took " + seconds + " s");
  }

  @Test
  void theWorkersAndTheFirstNumberCanBeChosen() throws Exception {
    assertPhases(
        CapturedOutput.of(new Countdown(), "--worker", "a=b=0.1", "--worker", "c=0.3", "--from=1"),
        Set.of("Start thread:a=b", "Start thread:c"),
        Set.of("Threada=b counting down:1 ..."),
        Set.of("End thread:a=b"),
        Set.of("Threadc counting down:1 ..."),
        Set.of("End thread:c"),
        Set.of("Finished."));
  }

  @Test
  void anInterruptedCountdownLeavesNoThreadBehind() throws Exception {
    try (var player =
        Player.play(new Countdown(), "--worker", "cd-1=86400", "--worker", "cd-2=86400")) {
      player.nextLine();
      player.interrupt("cd-");
    }
  }

  @Test
  void aCountdownFromZeroIsRefused() {
    assertEquals(
        new Execution(
            2,
            "countdown: --from must be at least 1, not 0."
                + " The countdown ends at 1, wherever it begins."),
        Execution.of(new Countdown(), "--from", "0"));
  }

  @Test
  void twoWorkersOfOneNameAreRefused() {
    assertEquals(
        new Execution(2, "countdown: --worker names 'AAA' twice. Each needs a name of its own."),
        Execution.of(new Countdown(), "--worker", "AAA=0.5,AAA=1"));
  }

  @Test
  void aWorkerWithoutANameIsRefused() {
    assertEquals(
        new Execution(
            2,
            "countdown: Invalid value for option '--worker' (NAME=SECONDS):"
                + " '=1' is not a name and a number of seconds such as AAA=0.5."
                + " Try 'countdown --help'."),
        Execution.of(new Countdown(), "--worker", "=1"));
  }

  @Test
  void aNegativeDelayIsRefused() {
    assertEquals(
        new Execution(
            2,
            "countdown: Invalid value for option '--worker' (NAME=SECONDS):"
                + " '-1' is not a number of seconds such as 2 or 0.5."
                + " Try 'countdown --help'."),
        Execution.of(new Countdown(), "--worker", "AAA=-1"));
  }
}
