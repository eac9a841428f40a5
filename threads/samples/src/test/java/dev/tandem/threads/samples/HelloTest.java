package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HelloTest {
  @Test
  void saysHello() throws Exception {
    assertEquals(List.of("hello"), Stage.Recording.of(new Hello(), "--speed", "100"));
  }
}
