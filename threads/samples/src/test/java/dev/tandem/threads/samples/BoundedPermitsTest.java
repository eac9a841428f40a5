package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedPermitsTest {
  @Test
  void onlyTheBoundedSemaphoreRefusesOneReleaseTooMany() throws Exception {
    assertEquals(
        List.of(
            "plain: released once too often",
            "plain: lets 2 in",
            "bounded: refuses to be released once too often",
            "bounded: lets 1 in"),
        CapturedOutput.of(new BoundedPermits()));
  }
}
