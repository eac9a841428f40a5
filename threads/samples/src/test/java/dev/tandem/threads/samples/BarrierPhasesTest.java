package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BarrierPhasesTest {
  @Test
  void nobodyBeginsAPhaseBeforeAllHaveBegunTheLastAndAllLearnThatOneLeft() throws Exception {
    requirePhases(3, 2, CapturedOutput.of(new BarrierPhases()));
  }

  @Test
  void manyWorkersGoThroughManyPhases() throws Exception {
    requirePhases(
        20,
        30,
        CapturedOutput.of(
            new BarrierPhases(), "--workers", "20", "--phases", "30", "--speed", "1000"));
  }

  @Test
  void whoWorksAloneWaitsForNobody() throws Exception {
    assertEquals(
        List.of("worker-0 begins phase 1", "worker-0 leaves"),
        CapturedOutput.of(new BarrierPhases(), "--workers", "1", "--phases", "1"));
  }

  /** Requires the lines in order, but those of one phase, and of the end, in any among them. */
  private static void requirePhases(int workers, int phases, List<String> printed) {
    var lines = new ArrayList<>(printed);
    for (int i = 1; i <= phases; i++) {
      int phase = i;
      // the last worker may leave before another has said that it begins the last phase
      var begun = lines.stream().filter(line -> line.contains("begins")).limit(workers).toList();
      assertEquals(names(workers, " begins phase " + phase), new TreeSet<>(begun));
      lines.removeAll(begun);
    }
    assertEquals("worker-" + (workers - 1) + " leaves", lines.remove(0));
    assertEquals(workers - 1, lines.size());
    assertEquals(names(workers - 1, " learns that somebody left"), new TreeSet<>(lines));
  }

  private static TreeSet<String> names(int workers, String does) {
    return new TreeSet<>(IntStream.range(0, workers).mapToObj(i -> "worker-" + i + does).toList());
  }

  @Test
  void refusesToHaveNobodyWork() {
    assertEquals(
        new Execution(
            2,
            "barrier: Invalid value for option '--workers': '0' is not a whole number of at"
                + " least 1. Try 'barrier --help'."),
        Execution.of(new BarrierPhases(), "--workers", "0"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new BarrierPhases(), "--phases", "1000000")) {
      player.nextLine();
      player.interrupt("worker-");
    }
  }
}
