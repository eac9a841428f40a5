package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lines of three workers who take four numbers, checked as they came. */
final class FactorsRun {
  private static final String RULE = "_".repeat(20);

  private FactorsRun() {}

  /** Gives the lines without the rules, having checked that each result has one under it. */
  static List<String> withoutRules(List<String> lines) {
    var events = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals(RULE)) {
        events.add(lines.get(i));
      }
      boolean isResult = lines.get(i).startsWith("Positive factors of ");
      boolean rules = i + 1 < lines.size() && lines.get(i + 1).equals(RULE);
      assertEquals(isResult, rules, () -> "a rule under each result, and nowhere else: " + lines);
    }
    return events;
  }

  /**
   * Asserts that A, B and C each took one of the first three numbers, one of them the last number a
   * second later, while the others left, and that this one left last.
   *
   * @param results the four results, in the order in which the numbers leave the queue
   */
  static void assertThreeShare(List<String> lines, List<String> results) {
    var events = withoutRules(lines);
    assertEquals(11, events.size(), events::toString);
    assertEquals(results, matching("Positive", events));
    assertStartsBeforeResults(events.subList(0, 6));
    assertEquals(
        Set.of("Exiting thread A.", "Exiting thread B.", "Exiting thread C."),
        Set.copyOf(matching("Exiting", events.subList(6, 10))));
    assertTrue(events.subList(6, 9).contains(results.get(3)), events::toString);
    assertEquals("Done.", events.get(10));
  }

  private static void assertStartsBeforeResults(List<String> events) {
    assertEquals(
        Set.of("Starting thread A.", "Starting thread B.", "Starting thread C."),
        Set.copyOf(matching("Starting", events)));
    int free = 0;
    for (var event : events) {
      free += event.startsWith("Starting") ? 1 : -1;
      assertTrue(free >= 0, () -> "more results than workers had started: " + events);
    }
  }

  private static List<String> matching(String prefix, List<String> events) {
    return events.stream().filter(event -> event.startsWith(prefix)).toList();
  }
}
