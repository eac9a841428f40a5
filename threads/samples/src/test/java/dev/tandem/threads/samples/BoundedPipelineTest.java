package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedPipelineTest {
  private static final List<String> FIVE_ITEMS =
      List.of(
          "a fast producer, a slow consumer",
          "... put 1",
          "#.. put 2",
          "##. put 3",
          "### put 4 has to wait",
          "### take",
          "### put 5 has to wait",
          "### take",
          "### take",
          "##. take",
          "#.. take",
          "a slow producer, a fast consumer",
          "... take has to wait",
          "... put 1",
          "... take has to wait",
          "... put 2",
          "... take has to wait",
          "... put 3",
          "... take has to wait",
          "... put 4",
          "... take has to wait",
          "... put 5");

  @Test
  void aFullQueueHoldsTheProducerBackAndAnEmptyOneTheConsumer() throws Exception {
    assertEquals(FIVE_ITEMS, CapturedOutput.of(new BoundedPipeline(), "--items", "5"));
  }

  @Test
  void aQueueThatHoldsAllNeverHoldsTheProducerBack() throws Exception {
    var lines = CapturedOutput.of(new BoundedPipeline(), "--items", "3", "--capacity", "3");
    assertEquals(
        List.of("... put 1", "#.. put 2", "##. put 3", "### take", "##. take", "#.. take"),
        lines.subList(1, 7));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new BoundedPipeline(), "--pause", "3600")) {
      player.nextLine();
      player.interrupt();
    }
  }

  @Test
  void refusesAQueueWithoutRoom() {
    assertEquals(
        new Execution(
            2,
            "bounded-pipeline: Invalid value for option '--capacity': '0' is not a whole number"
                + " of at least 1. Try 'bounded-pipeline --help'."),
        Execution.of(new BoundedPipeline(), "--capacity", "0"));
  }
}
