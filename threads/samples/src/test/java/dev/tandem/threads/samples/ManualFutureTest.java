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
class ManualFutureTest {
  private static final String GAVE_UP = "gave up: nobody set the other future";

  @Test
  void oneFutureIsSetAndTheOtherGivenUpOn() throws Exception {
    long start = System.nanoTime();
    assertEquals(List.of("666", GAVE_UP), CapturedOutput.of(new ManualFuture(), "--speed", "10"));
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 500, "took " + millis + " ms");
  }

  @Test
  void theValueIsTheOneThatWasSet() throws Exception {
    assertEquals(
        List.of("777", GAVE_UP),
        CapturedOutput.of(new ManualFuture(), "--result", "777", "--speed", "100"));
  }

  @Test
  void withoutPatienceTheSecondIsGivenUpOnAtOnce() throws Exception {
    assertEquals(
        List.of("666", GAVE_UP),
        CapturedOutput.of(new ManualFuture(), "--delay", "0", "--patience", "0"));
  }

  @Test
  void anInterruptionEndsTheSetter() throws Exception {
    Player.play(new ManualFuture(), "--delay", "3600").interrupt();
  }

  @Test
  void anInterruptionEndsTheWaitForWhatNobodySets() throws Exception {
    assertEquals(
        List.of("666"),
        Player.interruptAt("666", new ManualFuture(), "--delay", "0", "--patience", "3600"));
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var refusal =
        assertThrows(
            ParameterException.class,
            () -> CapturedOutput.of(new ManualFuture(), "--patience=ever"));
    assertTrue(refusal.getMessage().contains("--patience"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'ever'"), refusal.getMessage());
  }
}
