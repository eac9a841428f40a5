package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.OutputComparison.Performance;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputComparisonTest {
  @Test
  void outputsOfDifferentLengthsStandInColumnsWithTheirSeconds() {
    assertEquals(
        List.of(
            "+-----------------+-----------------+",
            "| threads, 1.25 s | interop, 0.50 s |",
            "+-----------------+-----------------+",
            "| a               | c               |",
            "| b               |                 |",
            "+-----------------+-----------------+"),
        printed(
            Terminal.USUAL_WIDTH,
            new Performance(Module.THREADS, 1.25, List.of("a", "b")),
            new Performance(Module.INTEROP, 0.5, List.of("c"))));
  }

  @Test
  void outputsThatAreTooWideAreWrappedInTheirColumns() {
    assertEquals(
        List.of(
            "+------------------------+------------------------+",
            "| threads, 1.25 s        | interop, 0.50 s        |",
            "+------------------------+------------------------+",
            "| worker-1 has slept for | worker-2 has slept for |",
            "| 0.12 seconds           | 0.34 seconds           |",
            "+------------------------+------------------------+"),
        printed(51));
  }

  @Test
  void whereThereIsNoRoomBesideTheyAreBelowEachOther() {
    assertEquals(
        List.of(
            "+-------------------------------------+",
            "| threads, 1.25 s                     |",
            "+-------------------------------------+",
            "| worker-1 has slept for 0.12 seconds |",
            "+-------------------------------------+",
            "+-------------------------------------+",
            "| interop, 0.50 s                     |",
            "+-------------------------------------+",
            "| worker-2 has slept for 0.34 seconds |",
            "+-------------------------------------+"),
        printed(49));
  }

  private static List<String> printed(int width) {
    return printed(
        width,
        new Performance(Module.THREADS, 1.25, List.of("worker-1 has slept for 0.12 seconds")),
        new Performance(Module.INTEROP, 0.5, List.of("worker-2 has slept for 0.34 seconds")));
  }

  private static List<String> printed(int width, Performance... performances) {
    try (var output = CapturedOutput.start()) {
      new OutputComparison("two", List.of(performances)).print(new Stage(1, false, width));
      return output.lines();
    }
  }
}
