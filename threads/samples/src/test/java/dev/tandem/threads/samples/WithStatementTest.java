package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WithStatementTest {
  private static final String INSIDE = "--------------------Inside--------------------";
  private static final String OUTSIDE = "--------------------Outside--------------------";

  private List<String> lines;

  @BeforeEach
  void play() throws Exception {
    lines = CapturedOutput.of(new WithStatement());
  }

  @Test
  void aResourceIsClosedBetweenTheEndOfTheBlockAndWhatFollows() {
    assertEquals(
        List.of("__init__", "__enter__", INSIDE, "__exit__", OUTSIDE, "f=null"),
        lines.subList(0, 6));
  }

  @Test
  void aResourceIsClosedAlsoWhenTheBodyThrows() {
    int start = lines.indexOf("== when the body throws") + 1;
    assertEquals(
        List.of("__init__", "__enter__", INSIDE, "__exit__", "caught: the body failed", OUTSIDE),
        lines.subList(start, start + 6));
  }

  @Test
  void twoResourcesAreClosedInReverse() {
    int start = lines.indexOf("== two at once") + 1;
    assertEquals(
        List.of(
            "__init__ first",
            "__enter__ first",
            "__init__ second",
            "__enter__ second",
            INSIDE,
            "__exit__ second",
            "__exit__ first",
            OUTSIDE),
        lines.subList(start, lines.size()));
  }
}
