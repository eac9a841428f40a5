package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Phases.assertPhases;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FactorialGatherTest {
  @Test
  void theTasksTakeTheirStepsSideBySide() throws Exception {
    assertPhases(
        CapturedOutput.of(new FactorialGather(), "--speed", "5"),
        Set.of(
            "Task A: Compute factorial(2)...",
            "Task B: Compute factorial(2)...",
            "Task C: Compute factorial(2)..."),
        Set.of(
            "Task A: factorial(2) = 2",
            "Task B: Compute factorial(3)...",
            "Task C: Compute factorial(3)..."),
        Set.of("Task B: factorial(3) = 6", "Task C: Compute factorial(4)..."),
        Set.of("Task C: factorial(4) = 24"));
  }

  @Test
  void aFactorialPastSixtyFourBitsIsExact() throws Exception {
    var lines = CapturedOutput.of(new FactorialGather(), "--task", "D=25", "--speed", "1000");
    assertEquals("Task D: factorial(25) = 15511210043330985984000000", lines.get(24));
  }

  @Test
  void theFactorialsOfZeroAndOneTakeNoStep() throws Exception {
    assertPhases(
        CapturedOutput.of(new FactorialGather(), "--task", "Z=0,O=1"),
        Set.of("Task Z: factorial(0) = 1", "Task O: factorial(1) = 1"));
  }

  @Test
  void anInterruptedRunEndsAtOnce() throws Exception {
    try (var player = Player.play(new FactorialGather(), "--speed=0.0001")) {
      player.nextLine();
      player.interrupt();
    }
  }

  @Test
  void aNegativeNumberIsRefused() {
    assertEquals(
        new Execution(
            2,
            "factorial-gather: Invalid value for option '--task' (NAME=N):"
                + " 'A=-2' is not a name and a number from 0 to 9999 such as A=2."
                + " Try 'factorial-gather --help'."),
        Execution.of(new FactorialGather(), "--task", "A=-2"));
  }
}
