package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FutureCallbacksTest {
  @Test
  void oneCallbackIsCalledAtOnceByWhoCompletesOrAsksAndTheOtherIsScheduled() throws Exception {
    assertEquals(
        List.of(
            "a callback that is called at once",
            "asking has returned",
            "called at once, on completer",
            "completing has returned",
            "called at once, on asker",
            "asking has returned",
            "a callback that is scheduled",
            "asking has returned",
            "completing has returned",
            "called later, by the loop",
            "asking has returned",
            "called later, by the loop"),
        CapturedOutput.of(new FutureCallbacks()));
  }
}
