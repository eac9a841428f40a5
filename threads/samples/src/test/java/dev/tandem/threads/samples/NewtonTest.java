package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NewtonTest {
  @Test
  void bothFindTheRootAndTheWorkersGainNothing() throws Exception {
    var lines = CapturedOutput.of(new Newton());
    assertEquals(List.of("alone: 1.414214", "4 workers: 1.414214"), lines.subList(0, 2));
    assertTrue(lines.get(2).matches("speed-up: 0\\.\\d\\d"), lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void theNumberTheStepsAndTheWorkersCanBeChosen() throws Exception {
    assertEquals(
        List.of("alone: 12.000000", "2 workers: 12.000000"),
        CapturedOutput.of(new Newton(), "--number=144", "--workers=2", "--steps=50").subList(0, 2));
    assertEquals("alone: 1.500000", CapturedOutput.of(new Newton(), "--steps", "1").get(0));
  }

  @Test
  void refusesANumberWithoutARoot() {
    assertEquals(
        new Execution(2, "newton: --number must be a positive number, not -1.0. Try '--number 2'."),
        Execution.of(new Newton(), "--number=-1"));
  }
}
