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
class YieldFromTest {
  @Test
  void eachGivesWayToTheOtherWhereItSleeps() throws Exception {
    long start = System.nanoTime();
    assertEquals(List.of("1", "3", "2", "4"), CapturedOutput.of(new YieldFrom(), "--speed", "10"));
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 200, "took " + millis + " ms");
  }

  @Test
  void withoutAnySleepTheyTakeTurnsAllTheSame() throws Exception {
    assertEquals(List.of("1", "3", "2", "4"), CapturedOutput.of(new YieldFrom(), "--delay", "0"));
  }

  @Test
  void anInterruptionEndsTheScheduler() throws Exception {
    assertEquals(List.of("1", "3"), Player.interruptAt("3", new YieldFrom(), "--delay", "3600"));
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var refusal =
        assertThrows(
            ParameterException.class, () -> CapturedOutput.of(new YieldFrom(), "--delay=2s"));
    assertTrue(refusal.getMessage().contains("--delay"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'2s'"), refusal.getMessage());
  }
}
