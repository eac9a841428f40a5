package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TryLockTest {
  @Test
  void theSecondDoesSomethingElseUntilTheFirstGivesTheLockBack() throws Exception {
    assertEquals(
        List.of(
            "first has the lock",
            "second does something else",
            "second does something else",
            "first gives the lock back",
            "second has the lock"),
        CapturedOutput.of(new TryLock()));
  }

  @Test
  void whoAsksOnceTheLockIsFreeDoesNothingElseMeanwhile() throws Exception {
    assertEquals(
        List.of(
            "first has the lock",
            "second does something else",
            "first gives the lock back",
            "second has the lock"),
        CapturedOutput.of(new TryLock(), "--hold", "0.5", "--other", "1.5"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new TryLock(), "--hold", "86400", "--other", "86400")) {
      player.nextLine();
      player.nextLine();
      player.interrupt();
    }
  }

  @Test
  void aTimeToHoldTheLockThatIsNoneIsRefused() {
    assertEquals(
        new Execution(
            2,
            "try-lock: Invalid value for option '--hold':"
                + " 'long' is not a number of seconds such as 2 or 0.5."
                + " Try 'try-lock --help'."),
        Execution.of(new TryLock(), "--hold", "long"));
  }
}
