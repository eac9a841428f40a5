package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Rehearsal.assertPhases;
import static dev.tandem.threads.samples.Rehearsal.phase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CountdownTest {
  @Test
  void theWorkersCountSideBySideInLessTimeThanOneAfterTheOther() throws Exception {
    long start = System.nanoTime();
    var lines = Stage.Recording.of(new Countdown(), "--speed", "4");
    double seconds = (System.nanoTime() - start) / 1e9;
    assertPhases(
        lines,
        phase("Start thread:AAA", "Start thread:BBB"),
        phase("ThreadAAA counting down:5 ..."),
        phase("ThreadAAA counting down:4 ...", "ThreadBBB counting down:5 ..."),
        phase("ThreadAAA counting down:3 ..."),
        phase("ThreadAAA counting down:2 ...", "ThreadBBB counting down:4 ..."),
        phase("ThreadAAA counting down:1 ..."),
        phase("End thread:AAA"),
        phase("ThreadBBB counting down:3 ..."),
        phase("ThreadBBB counting down:2 ..."),
        phase("ThreadBBB counting down:1 ..."),
        phase("End thread:BBB"),
        phase("Finished."));
    assertTrue(seconds < 7.5 / 4, () -> "took " + seconds + " s");
  }

  @Test
  void theWorkersAndTheFirstNumberCanBeChosen() throws Exception {
    assertPhases(
        Stage.Recording.of(new Countdown(), "--worker", "a=b=0.1", "--worker", "c=0.3", "--from=1"),
        phase("Start thread:a=b", "Start thread:c"),
        phase("Threada=b counting down:1 ..."),
        phase("End thread:a=b"),
        phase("Threadc counting down:1 ..."),
        phase("End thread:c"),
        phase("Finished."));
  }

  @Test
  void anInterruptedCountdownLeavesNoThreadBehind() throws Exception {
    var failure =
        Rehearsal.interrupted(new Countdown(), "--worker", "cd-1=86400", "--worker", "cd-2=86400");
    assertInstanceOf(InterruptedException.class, failure);
    assertEquals(List.of(), Rehearsal.threadsNamed("cd-"));
  }

  @Test
  void aCountdownFromZeroIsRefused() {
    assertEquals(
        "countdown: --from must be at least 1, not 0."
            + " The countdown ends at 1, wherever it begins.",
        Rehearsal.misuse(new Countdown(), "--from", "0"));
  }

  @Test
  void aWorkerWithoutANameIsRefused() {
    assertEquals(
        "countdown: Invalid value for option '--worker' (NAME=SECONDS):"
            + " '=1' is not a name and a number of seconds such as AAA=0.5."
            + " Try 'countdown --help'.",
        Rehearsal.misuse(new Countdown(), "--worker", "=1"));
  }

  @Test
  void aNegativeDelayIsRefused() {
    assertEquals(
        "countdown: Invalid value for option '--worker' (NAME=SECONDS):"
            + " '-1' is not a number of seconds such as 2 or 0.5."
            + " Try 'countdown --help'.",
        Rehearsal.misuse(new Countdown(), "--worker", "AAA=-1"));
  }
}
