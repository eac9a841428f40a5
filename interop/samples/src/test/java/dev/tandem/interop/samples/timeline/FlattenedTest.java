package dev.tandem.interop.samples.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Spans that overlap, made to follow on each other. */
class FlattenedTest {
  private static Span span(long from, long to, String label) {
    return Span.of(Activity.WAITING, from, to, label, "");
  }

  private static List<String> flattened(Span... spans) {
    return Flattened.of(List.of(spans)).stream()
        .map(s -> s.label() + " " + s.start() + "-" + s.end())
        .toList();
  }

  @Test
  void whatIsDrawnFirstIsKeptWhole() {
    assertEquals(
        List.of("turn 0-10", "sleep 10-20", "turn 20-50"),
        flattened(span(10, 20, "sleep"), span(0, 50, "turn")));
  }

  @Test
  void whatIsCoveredIsNotDrawn() {
    assertEquals(List.of("wait 0-50"), flattened(span(0, 50, "wait"), span(1, 49, "park")));
  }

  @Test
  void aSpanThatReachesIntoTheNextEndsThere() {
    assertEquals(
        List.of("b 0-10", "a 10-20", "b 20-30"), flattened(span(10, 20, "a"), span(0, 30, "b")));
    assertEquals(List.of("c 5-10", "a 10-20"), flattened(span(10, 20, "a"), span(5, 15, "c")));
  }

  @Test
  void aSpanOfNoLengthIsKeptWhereNothingElseIs() {
    assertEquals(List.of("a 0-10", "b 12-12"), flattened(span(0, 10, "a"), span(12, 12, "b")));
    assertEquals(List.of("a 0-10"), flattened(span(0, 10, "a"), span(5, 5, "b")));
  }

  @Test
  void whateverOverlapsNothingDoesAfterwardsAndEveryMomentStaysCovered() {
    var random = new Random(1);
    for (int round = 0; round < 200; round++) {
      var spans = new ArrayList<Span>();
      for (int i = 0; i < 30; i++) {
        long start = random.nextInt(100);
        spans.add(span(start, start + random.nextInt(30), "s" + i));
      }
      var flat = Flattened.of(spans);
      for (int i = 1; i < flat.size(); i++) {
        assertTrue(flat.get(i - 1).end() <= flat.get(i).start(), flat.toString());
      }
      for (double time = 0.5; time < 130; time++) {
        assertEquals(isCovered(spans, time), isCovered(flat, time), "at " + time);
      }
    }
  }

  private static boolean isCovered(List<Span> spans, double time) {
    return spans.stream().anyMatch(span -> span.start() < time && time < span.end());
  }
}
