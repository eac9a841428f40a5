package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HelloTest {
  @Test
  void saysHello() throws Exception {
    assertEquals(List.of("hello"), CapturedOutput.of(new Hello(), "--speed", "100"));
  }
}
