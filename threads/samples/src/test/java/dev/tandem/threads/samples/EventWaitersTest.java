package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventWaitersTest {
  @Test
  void theWaiterGoesOnOnceTheEventIsSet() throws Exception {
    long start = System.nanoTime();
    var lines = CapturedOutput.of(new EventWaiters(), "--speed", "4");
    assertEquals(List.of("waiting for it ...", "1", "... got it!"), lines);
    assertTrue(System.nanoTime() - start >= 250_000_000, "it is set after a second, sped up");
  }

  @Test
  void everyWaiterGoesOn() throws Exception {
    assertEquals(
        List.of(
            "waiting for it ...",
            "waiting for it ...",
            "waiting for it ...",
            "1",
            "... got it!",
            "... got it!",
            "... got it!"),
        CapturedOutput.of(new EventWaiters(), "--speed", "4", "--waiters", "3"));
  }

  @Test
  void refusesToHaveNobodyWait() {
    assertEquals(
        new Execution(
            2,
            "event: Invalid value for option '--waiters': '-1' is not a whole number of at"
                + " least 1. Try 'event --help'."),
        Execution.of(new EventWaiters(), "--waiters", "-1"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new EventWaiters())) {
      player.nextLine();
      player.interrupt("waiter-");
    }
  }
}
