package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SecondsTest {
  @Test
  void readsWholeSecondsAndPartsOfThem() {
    assertEquals(Duration.ofHours(1), new Seconds().convert("3600"));
    assertEquals(Duration.ofMillis(50), new Seconds().convert("0.05"));
    assertEquals(Duration.ofNanos(1), new Seconds().convert("0.000000001"));
    assertEquals(Duration.ZERO, new Seconds().convert("0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1s", "NaN", "1,5", ".5", "1e3", "1234567890"})
  void whatIsNoNumberOfSecondsIsRefusedByName(String text) {
    var refusal = assertThrows(TypeConversionException.class, () -> new Seconds().convert(text));
    assertEquals(
        "'" + text + "' is not a number of seconds such as 2 or 0.5", refusal.getMessage());
  }
}
