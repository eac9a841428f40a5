package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.samples.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FactorsQueueTest {
  @Test
  void threeWorkersTakeANumberEachAndTheFirstToBeFreeTakesTheFourth() throws Exception {
    FactorsRun.assertThreeShare(
        Stage.Recording.of(new FactorsQueue(), "--speed", "5"),
        List.of(
            "Positive factors of 1 are: 1",
            "Positive factors of 10 are: 1 2 5 10",
            "Positive factors of 4 are: 1 2 4",
            "Positive factors of 3 are: 1 3"));
  }

  @Test
  void whatCameFirstIsHandledFirst() throws Exception {
    assertEquals(
        List.of(
            "Starting thread A.",
            "Positive factors of 1 are: 1",
            "Positive factors of 10 are: 1 2 5 10",
            "Positive factors of 4 are: 1 2 4",
            "Positive factors of 3 are: 1 3",
            "Exiting thread A.",
            "Done."),
        FactorsRun.withoutRules(
            Stage.Recording.of(new FactorsQueue(), "--worker", "A", "--speed", "1000")));
  }

  @Test
  void workersLeaveAnEmptyQueueWithoutWaiting() throws Exception {
    var events =
        FactorsRun.withoutRules(
            Stage.Recording.of(new FactorsQueue(), "--number", "6", "--speed", "20"));
    assertEquals(8, events.size(), events::toString);
    assertEquals(1, events.stream().filter("Positive factors of 6 are: 1 2 3 6"::equals).count());
    assertEquals(3, events.stream().filter(event -> event.startsWith("Exiting")).count());
    assertEquals("Done.", events.get(7));
  }

  @Test
  void anInterruptedRunLeavesNoThreadBehind() throws Exception {
    var failure =
        Rehearsal.interrupted(
            new FactorsQueue(), "--worker", "fq-1", "--worker", "fq-2", "--speed", "0.0001");
    assertInstanceOf(InterruptedException.class, failure);
    assertEquals(List.of(), Rehearsal.threadsNamed("fq-"));
  }

  @Test
  void aNumberWithoutFactorsIsRefused() {
    assertEquals(
        "factors-queue: --number must be from 1 to 10000000, not 0."
            + " Factors are tried one by one, from 1 to the number.",
        Rehearsal.misuse(new FactorsQueue(), "--number", "4,0"));
  }

  @Test
  void aWorkerWithoutANameIsRefused() {
    assertEquals(
        "factors-queue: --worker must name the worker, not ''. An example: --worker A.",
        Rehearsal.misuse(new FactorsQueue(), "--worker", "A,,B"));
  }
}
