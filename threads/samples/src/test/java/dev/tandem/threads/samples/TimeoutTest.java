package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

@org.junit.jupiter.api.Timeout(60)
class TimeoutTest {
  private static final List<String> TIMEOUT = List.of("timeout!", "still asleep: 0");

  @Test
  void anHourIsTooLongForASecond() throws Exception {
    long start = System.nanoTime();
    assertEquals(TIMEOUT, CapturedOutput.of(new Timeout(), "--speed", "10"));
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 100, "gave up after " + millis + " ms");
  }

  @Test
  void theSleeperIsGoneAfterwards() throws Exception {
    CapturedOutput.of(new Timeout(), "--speed", "10");
    assertFalse(
        Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("eternity")));
  }

  @Test
  void whoWakesInTimeCheers() throws Exception {
    assertEquals(
        List.of("yay!", "still asleep: 0"),
        CapturedOutput.of(new Timeout(), "--sleep", "0.01", "--timeout", "50"));
  }

  @Test
  void noTimeAtAllIsTooShort() throws Exception {
    assertEquals(TIMEOUT, CapturedOutput.of(new Timeout(), "--timeout", "0"));
  }

  @Test
  void anInterruptionEndsTheSleeperToo() throws Exception {
    Player.play(new Timeout(), "--timeout", "3600").interrupt();
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var refusal =
        assertThrows(
            ParameterException.class, () -> CapturedOutput.of(new Timeout(), "--timeout=-1"));
    assertTrue(refusal.getMessage().contains("--timeout"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'-1'"), refusal.getMessage());
  }
}
