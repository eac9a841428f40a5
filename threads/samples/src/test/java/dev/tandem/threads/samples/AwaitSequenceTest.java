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
class AwaitSequenceTest {
  @Test
  void theCallerGoesOnOnceItHasTheValue() throws Exception {
    assertEquals(
        List.of("inside the caller", "start", "end", "request done, the result is: return value"),
        CapturedOutput.of(new AwaitSequence(), "--speed", "100"));
  }

  @Test
  void theOtherFunctionTakesItsTime() throws Exception {
    long start = System.nanoTime();
    var lines = CapturedOutput.of(new AwaitSequence(), "--speed", "10", "--value", "42");
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 200, "came back after " + millis + " ms");
    assertEquals("request done, the result is: 42", lines.get(3));
  }

  @Test
  void anInterruptionEndsTheWait() throws Exception {
    assertEquals(
        List.of("inside the caller", "start"),
        Player.interruptAt("start", new AwaitSequence(), "--delay", "3600"));
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var refusal =
        assertThrows(
            ParameterException.class, () -> CapturedOutput.of(new AwaitSequence(), "--delay=2s"));
    assertTrue(refusal.getMessage().contains("--delay"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'2s'"), refusal.getMessage());
  }
}
