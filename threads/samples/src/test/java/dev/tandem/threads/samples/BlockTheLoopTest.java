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
class BlockTheLoopTest {
  @Test
  void aBlockingCallStopsTheClockOfItsThreadAndOfNoOther() throws Exception {
    var lines = CapturedOutput.of(new BlockTheLoop());
    assertEquals(2, lines.size(), lines.toString());
    assertEquals("on the loop: 0 ticks", lines.get(0));
    assertTrue(lines.get(1).matches("on an executor: [1-9]\\d* ticks"), lines.get(1));
  }

  @Test
  void anInterruptionEndsTheLoopAndTheExecutor() throws Exception {
    assertEquals(
        List.of("on the loop: 0 ticks"),
        Player.interruptAt("on the loop: 0 ticks", new BlockTheLoop()));
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var refusal =
        assertThrows(
            ParameterException.class, () -> CapturedOutput.of(new BlockTheLoop(), "--block=long"));
    assertTrue(refusal.getMessage().contains("--block"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'long'"), refusal.getMessage());
  }
}
