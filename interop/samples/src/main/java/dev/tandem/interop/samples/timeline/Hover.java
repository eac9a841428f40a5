package dev.tandem.interop.samples.timeline;

import java.util.ArrayList;
import java.util.List;

/** What is said of a thing in the picture where there is no room for it: a line each. */
final class Hover {
  private Hover() {}

  static String of(Lane lane, Span span) {
    var lines = new ArrayList<>(List.of(lane.name() + ": " + span.activity().word()));
    add(lines, "", subject(span));
    lines.add(
        "for %s, from %s to %s"
            .formatted(
                Words.time(span.length()), Words.time(span.start()), Words.time(span.end())));
    add(lines, "ended: ", span.ending());
    add(lines, "at ", span.place());
    return String.join("\n", lines);
  }

  private static String subject(Span span) {
    return switch (span.activity()) {
      case WAITING -> "for " + span.about() + label(span);
      case BLOCKED -> "by " + span.about() + label(span);
      default -> span.about();
    };
  }

  /** What the bar says, if that is not in the sentence. */
  private static String label(Span span) {
    return span.label().isEmpty() || span.about().contains(span.label())
        ? ""
        : " (" + span.label() + ")";
  }

  private static void add(List<String> lines, String before, String line) {
    if (!line.isEmpty()) {
      lines.add(before + line);
    }
  }

  static String of(Lane lane, Mark mark) {
    return "%s %s\nat %s".formatted(lane.name(), mark.what(), Words.time(mark.at()));
  }

  static String of(Arrow arrow, String from, String to) {
    var took = arrow.arrival() - arrow.departure();
    return "%s %s %s\nat %s%s"
        .formatted(
            from,
            arrow.what(),
            to,
            Words.time(arrow.departure()),
            took > 0 ? ", which goes on after " + Words.time(took) : "");
  }
}
