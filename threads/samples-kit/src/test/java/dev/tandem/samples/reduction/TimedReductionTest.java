package dev.tandem.samples.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimedReductionTest {
  @Test
  void theResultAndBothTimesArePrinted() {
    try (var output = CapturedOutput.start()) {
      new TimedReduction("thread pool", 42, Duration.ofMillis(1_500), Duration.ofNanos(12_345_678))
          .print(System.out);
      assertEquals(List.of("thread pool: 42 in 1.500 s, again in 0.012 s"), output.lines());
    }
  }

  @Test
  void theSecondTimeMustComeToTheSame() {
    var counter = new AtomicLong();
    var failure =
        assertThrows(
            SampleException.class, () -> TimedReduction.of("a counter", counter::incrementAndGet));
    assertEquals("a counter: 1 first, then 2", failure.getMessage());
  }
}
