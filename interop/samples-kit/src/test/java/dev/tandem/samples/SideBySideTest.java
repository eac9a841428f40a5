package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.SideBySide.Performance;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  @Test
  void outputsOfDifferentLengthsStandInColumnsWithTheirSeconds() {
    var recording = new Stage.Recording(1);
    new SideBySide(
            "two",
            List.of(
                new Performance(Module.THREADS, 1.25, List.of("a", "b")),
                new Performance(Module.INTEROP, 0.5, List.of("c"))))
        .print(recording.stage().out());
    assertEquals(
        List.of(
            "+-----------------+-----------------+",
            "| threads, 1.25 s | interop, 0.50 s |",
            "+-----------------+-----------------+",
            "| a               | c               |",
            "| b               |                 |",
            "+-----------------+-----------------+"),
        recording.lines());
  }
}
