package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FactorsPriorityTest {
  @Test
  void threeWorkersTakeTheLowestScoresAndTheFirstToBeFreeTakesTheHighest() throws Exception {
    FactorsRun.assertThreeShare(
        Stage.Recording.of(new FactorsPriority(), "--speed", "5"),
        List.of(
            "Positive factors of 3 are: 1 3",
            "Positive factors of 10 are: 1 2 5 10",
            "Positive factors of 4 are: 1 2 4",
            "Positive factors of 1 are: 1"));
  }

  @Test
  void theLowestScoreIsHandledFirst() throws Exception {
    assertEquals(
        List.of(
            "Starting thread A.",
            "Positive factors of 3 are: 1 3",
            "Positive factors of 10 are: 1 2 5 10",
            "Positive factors of 4 are: 1 2 4",
            "Positive factors of 1 are: 1",
            "Exiting thread A.",
            "Done."),
        FactorsRun.withoutRules(
            Stage.Recording.of(new FactorsPriority(), "--worker", "A", "--speed", "1000")));
  }

  @Test
  void equalScoresAreHandledInTheOrderOfTheirArrival() throws Exception {
    var events =
        FactorsRun.withoutRules(
            Stage.Recording.of(
                new FactorsPriority(),
                "--worker=A",
                "--number=19=7,17=7,13=7,11=7,7=7,5=7,3=7,2=7,23=-1",
                "--speed=1000"));
    assertEquals(
        List.of("23", "19", "17", "13", "11", "7", "5", "3", "2"),
        events.subList(1, 10).stream().map(line -> line.split(" ")[3]).toList());
  }

  @Test
  void aNumberWithoutAScoreIsRefused() {
    assertEquals(
        "factors-priority: Invalid value for option '--number' (N=SCORE):"
            + " '10' is not a number and a score such as 10=1."
            + " Try 'factors-priority --help'.",
        Rehearsal.misuse(new FactorsPriority(), "--number", "10"));
  }

  @Test
  void aNumberWithoutFactorsIsRefused() {
    assertEquals(
        "factors-priority: --number must be from 1 to 10000000, not -4."
            + " Factors are tried one by one, from 1 to the number.",
        Rehearsal.misuse(new FactorsPriority(), "--number", "-4=1"));
  }
}
