package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ParameterException;

@Timeout(60)
class CallbackToCoroutineTest {
  @Test
  void callbacksAndFuturesComeToTheSameResultAndTheSameErrors() throws Exception {
    assertEquals(
        List.of(
            "nothing fails",
            "  callbacks: the orders come to 60",
            "  futures:   the orders come to 60",
            "log in fails",
            "  callbacks: cannot log in",
            "  futures:   cannot log in",
            "load orders fails",
            "  callbacks: cannot load orders",
            "  futures:   cannot load orders",
            "sum fails",
            "  callbacks: cannot sum",
            "  futures:   cannot sum"),
        CapturedOutput.of(new CallbackToCoroutine(), "--speed", "10"));
  }

  @Test
  void anErrorThatNobodyPlannedArrivesTheSameWay() throws Exception {
    var lines =
        CapturedOutput.of(new CallbackToCoroutine(), "--latency", "0", "--orders", "2147483647,1");
    assertEquals(
        List.of("nothing fails", "  callbacks: integer overflow", "  futures:   integer overflow"),
        lines.subList(0, 3));
  }

  @Test
  void sumsTheOrdersThatItIsGiven() throws Exception {
    var lines = CapturedOutput.of(new CallbackToCoroutine(), "--latency=0", "--orders=7,-2");
    assertEquals("  callbacks: the orders come to 5", lines.get(1));
  }

  @Test
  void refusesAnOrderThatIsNoNumber() {
    var refusal =
        assertThrows(
            ParameterException.class,
            () -> CapturedOutput.of(new CallbackToCoroutine(), "--orders", "10,x"));
    assertTrue(refusal.getMessage().contains("'x' is not an int"), refusal.getMessage());
  }

  @Test
  void anInterruptedFlowEndsAtOnce() throws Exception {
    try (var player = Player.play(new CallbackToCoroutine(), "--latency", "3600")) {
      assertEquals("nothing fails", player.nextLine());
      player.interrupt();
    }
  }
}
