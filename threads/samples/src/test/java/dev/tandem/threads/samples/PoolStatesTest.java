package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Phases.assertPhases;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolStatesTest {
  @Test
  void fiveOfTenTasksRunAndFiveWaitAndFiveThreadsAreEnoughForAll() throws Exception {
    assertPhases(
        CapturedOutput.of(new PoolStates()),
        Set.of("running: [0, 1, 2, 3, 4]"),
        Set.of("waiting: [5, 6, 7, 8, 9]"),
        Set.of("0", "1", "2", "3", "4"),
        Set.of("5", "6", "7", "8", "9"),
        Set.of("values: [123, 123, 123, 123, 123, 123, 123, 123, 123, 123]"),
        Set.of("threads: 5"));
  }

  @Test
  void noTaskWaitsWhereThereAreThreadsForAll() throws Exception {
    assertPhases(
        CapturedOutput.of(new PoolStates(), "--tasks", "2", "--workers", "3"),
        Set.of("running: [0, 1]"),
        Set.of("waiting: []"),
        Set.of("0", "1"),
        Set.of("values: [123, 123]"),
        Set.of("threads: 2"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new PoolStates(), "--sleep", "3600")) {
      player.nextLine();
      player.interrupt("pool-");
    }
  }

  @Test
  void refusesAPoolWithoutThreads() {
    assertEquals(
        new Execution(
            2,
            "pool-states: Invalid value for option '--workers': '0' is not a whole number of"
                + " at least 1. Try 'pool-states --help'."),
        Execution.of(new PoolStates(), "--workers", "0"));
  }
}
