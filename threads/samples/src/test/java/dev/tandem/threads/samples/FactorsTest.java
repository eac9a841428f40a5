package dev.tandem.threads.samples;

import static dev.tandem.threads.samples.Phases.assertPhases;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both samples that drain a queue of numbers: first in, first out, and lowest score first. */
@Timeout(60)
class FactorsTest {
  private static final String RULE = "_".repeat(20);
  private static final List<String> FIRST_IN_FIRST_OUT =
      List.of(
          "Positive factors of 1 are: 1",
          "Positive factors of 10 are: 1 2 5 10",
          "Positive factors of 4 are: 1 2 4",
          "Positive factors of 3 are: 1 3");
  private static final List<String> LOWEST_SCORE_FIRST =
      List.of(
          "Positive factors of 3 are: 1 3",
          "Positive factors of 10 are: 1 2 5 10",
          "Positive factors of 4 are: 1 2 4",
          "Positive factors of 1 are: 1");

  @Test
  void threeWorkersTakeANumberEachAndTheFirstToBeFreeTakesTheFourth() throws Exception {
    assertThreeShare(FIRST_IN_FIRST_OUT, play(new FactorsQueue(), "--speed", "5"));
  }

  @Test
  void threeWorkersTakeTheLowestScoresAndTheFirstToBeFreeTakesTheHighest() throws Exception {
    assertThreeShare(LOWEST_SCORE_FIRST, play(new FactorsPriority(), "--speed", "5"));
  }

  @Test
  void whatCameFirstIsHandledFirst() throws Exception {
    assertOneDoesAll(
        FIRST_IN_FIRST_OUT, play(new FactorsQueue(), "--worker", "A", "--speed", "1000"));
  }

  @Test
  void theLowestScoreIsHandledFirst() throws Exception {
    assertOneDoesAll(
        LOWEST_SCORE_FIRST, play(new FactorsPriority(), "--worker", "A", "--speed", "1000"));
  }

  @Test
  void equalScoresAreHandledInTheOrderOfTheirArrival() throws Exception {
    var events =
        play(
            new FactorsPriority(),
            "--worker=A",
            "--number=19=7,17=7,13=7,11=7,7=7,5=7,3=7,2=7,23=-1",
            "--speed=1000");
    assertEquals(
        List.of("23", "19", "17", "13", "11", "7", "5", "3", "2"),
        events.subList(1, 10).stream().map(line -> line.split(" ")[3]).toList());
  }

  @Test
  void workersLeaveAnEmptyQueueWithoutWaiting() throws Exception {
    var events = play(new FactorsQueue(), "--number", "6", "--speed", "20");
    assertEquals(8, events.size(), events::toString);
    assertEquals(List.of("Positive factors of 6 are: 1 2 3 6"), matching("Positive", events));
    assertEquals(3, matching("Exiting", events).size());
    assertEquals("Done.", events.get(7));
  }

  @Test
  void anInterruptedRunLeavesNoThreadBehind() throws Exception {
    try (var player =
        Player.play(
            new FactorsQueue(), "--worker", "fq-1", "--worker", "fq-2", "--speed", "0.0001")) {
      player.nextLine();
      player.interrupt("fq-");
    }
  }

  @Test
  void aNumberWithoutFactorsIsRefused() {
    assertEquals(
        new Execution(
            2,
            "factors-queue: --number must be from 1 to 10000000, not 0."
                + " Factors are tried one by one, from 1 to the number."),
        Execution.of(new FactorsQueue(), "--number", "4,0"));
    assertEquals(
        new Execution(
            2,
            "factors-priority: --number must be from 1 to 10000000, not -4."
                + " Factors are tried one by one, from 1 to the number."),
        Execution.of(new FactorsPriority(), "--number", "-4=1"));
  }

  @Test
  void aWorkerWithoutANameIsRefused() {
    assertEquals(
        new Execution(
            2, "factors-queue: --worker must name the worker, not ''. An example: --worker A."),
        Execution.of(new FactorsQueue(), "--worker", "A,,B"));
  }

  @Test
  void aNumberWithoutAScoreIsRefused() {
    assertEquals(
        new Execution(
            2,
            "factors-priority: Invalid value for option '--number' (N=SCORE):"
                + " '10' is not a number and a score such as 10=1."
                + " Try 'factors-priority --help'."),
        Execution.of(new FactorsPriority(), "--number", "10"));
  }

  /** Gives the lines without the rules, having checked that each result has one under it. */
  private static List<String> play(Sample sample, String... options) throws Exception {
    var lines = CapturedOutput.of(sample, options);
    var events = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals(RULE)) {
        events.add(lines.get(i));
      }
      boolean isResult = lines.get(i).startsWith("Positive factors of ");
      boolean rules = i + 1 < lines.size() && lines.get(i + 1).equals(RULE);
      assertEquals(isResult, rules, () -> "a rule under each result, and nowhere else: " + lines);
    }
    return events;
  }

  private static void assertOneDoesAll(List<String> results, List<String> events) {
    var expected = new ArrayList<>(results);
    expected.add(0, "Starting thread A.");
    expected.addAll(List.of("Exiting thread A.", "Done."));
    assertEquals(expected, events);
  }

  /**
   * Asserts that A, B and C each took one of the first three numbers, one of them the last number a
   * second later, while the others left, and that this one left last.
   */
  private static void assertThreeShare(List<String> results, List<String> events) {
    assertPhases(
        events,
        Set.of(
            "Starting thread A.",
            "Starting thread B.",
            "Starting thread C.",
            results.get(0),
            results.get(1),
            results.get(2)),
        Set.of("Exiting thread A.", "Exiting thread B.", "Exiting thread C.", results.get(3)),
        Set.of("Done."));
    assertTrue(events.get(9).startsWith("Exiting"), events::toString);
    int free = 0;
    for (var event : events.subList(0, 6)) {
      free += event.startsWith("Starting") ? 1 : -1;
      assertTrue(free >= 0, () -> "more results than workers had started: " + events);
    }
  }

  private static List<String> matching(String prefix, List<String> events) {
    return events.stream().filter(event -> event.startsWith(prefix)).toList();
  }
}
