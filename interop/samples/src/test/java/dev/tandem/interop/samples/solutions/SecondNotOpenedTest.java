package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two resources in one statement, of which the second cannot be opened. */
class SecondNotOpenedTest {
  private final List<String> log = new ArrayList<>();

  private AutoCloseable open(String name) {
    if (name.equals("second")) {
      throw new IllegalStateException("no " + name);
    }
    log.add("open " + name);
    return () -> log.add("close " + name);
  }

  @Test
  void theFirstIsClosedAndTheBodyNeverRuns() {
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (var first = open("first");
              var second = open("second")) {
            log.add("inside");
          }
        });
    assertEquals(List.of("open first", "close first"), log);
  }
}
