package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockOnErrorTest {
  private static final List<String> LINES =
      List.of(
          "v1: first caller: there is no missing.txt",
          "v1: next caller: stuck, for the lock is still held",
          "v2: first caller: there is no missing.txt",
          "v2: next caller: read \"some data\"");

  @Test
  void withoutAGuardTheNextCallerIsStuckAndWithOneItIsNot() throws Exception {
    assertEquals(LINES, CapturedOutput.of(new LockOnError(), "--speed", "10"));
  }

  @Test
  void aCallerThatIsOnlySlowIsNotTakenForStuck() throws Exception {
    assertEquals(LINES, CapturedOutput.of(new LockOnError(), "--patience", "0"));
  }

  @Test
  void anInterruptedRunEndsAtOnce() throws Exception {
    try (var player = Player.play(new LockOnError(), "--patience", "86400")) {
      player.nextLine();
      player.interrupt();
    }
  }

  @Test
  void aPatienceThatIsNoTimeIsRefused() {
    assertEquals(
        new Execution(
            2,
            "lock-on-error: Invalid value for option '--patience':"
                + " 'much' is not a number of seconds such as 2 or 0.5."
                + " Try 'lock-on-error --help'."),
        Execution.of(new LockOnError(), "--patience", "much"));
  }
}
