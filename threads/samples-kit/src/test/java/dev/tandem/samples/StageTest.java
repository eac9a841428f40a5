package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {
  @Test
  void delaysAreDividedByTheSpeed() {
    var stage = new Stage(4, false);
    assertEquals(Duration.ofMillis(250), stage.scaled(Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aSpeedThatIsNoPositiveNumberIsRefusedByName(double speed) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Stage(speed, false));
    assertTrue(refusal.getMessage().contains(Double.toString(speed)));
  }

  @Test
  void sleepingEndsAtOnceWhenTheThreadIsInterrupted() {
    var stage = new Stage(1, false);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> stage.sleep(Duration.ofHours(1)));
  }

  @Test
  void progressOnAStageThatNobodyWatchesShowsNothing() {
    assertEquals(Progress.NONE, new Stage(1, false).progress("work", 10));
  }
}
