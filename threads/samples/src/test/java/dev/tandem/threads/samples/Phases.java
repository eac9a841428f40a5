package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lines that come phase after phase, and within a phase in any order. */
final class Phases {
  private Phases() {}

  /** Asserts that {@code lines} are those of the phases, and no more. */
  @SafeVarargs
  static void assertPhases(List<String> lines, Set<String>... phases) {
    int end = 0;
    for (var phase : phases) {
      int start = end;
      end = Math.min(start + phase.size(), lines.size());
      assertEquals(phase, new HashSet<>(lines.subList(start, end)), () -> "played as " + lines);
    }
    assertEquals(List.of(), lines.subList(end, lines.size()), () -> "played as " + lines);
  }
}
