package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Phases.assertPhases;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsThreeWaysTest {
  @Test
  void allThreeWorkAtOnceAndTheExecutorsThreadOutlivesItsTask() throws Exception {
    assertPhases(
        CapturedOutput.of(new ThreadsThreeWays()),
        Set.of(
            "subclass works",
            "function works",
            "executor works",
            "4 alive: [main, subclass, function, executor]"),
        Set.of("2 alive: [main, executor]"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new ThreadsThreeWays(), "--work", "86400")) {
      player.nextLine();
      player.interrupt("subclass", "function", "executor");
    }
  }

  @Test
  void workThatTakesNoTimeIsRefused() {
    assertEquals(
        new Execution(
            2,
            "threads-three-ways: Invalid value for option '--work':"
                + " '-1' is not a number of seconds such as 2 or 0.5."
                + " Try 'threads-three-ways --help'."),
        Execution.of(new ThreadsThreeWays(), "--work", "-1"));
  }
}
