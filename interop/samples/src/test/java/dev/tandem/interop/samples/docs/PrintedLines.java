package dev.tandem.interop.samples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a failing program prints, compared with what it says it prints. */
final class PrintedLines {
  private static final Pattern TRACE =
      Pattern.compile("\\s+at .*|\\s+\\.\\.\\. \\d+ more|Traceback .*|\\s+[~^]+\\s*");
  private static final Pattern PYTHON_FRAME = Pattern.compile("( *\\|)? {2,}File \".*");

  private PrintedLines() {}

  /**
   * Compares, leaving out the frames of stack traces, blank ends of lines, and blank lines before
   * the first and after the last.
   *
   * @return how they differ, if they do
   */
  static Optional<String> match(FailingProgram program, List<String> printed) {
    var expected = withoutTraces(program.output());
    var actual = withoutTraces(printed);
    boolean same =
        program.ordered()
            ? inOrder(expected, actual)
            : expected.size() == actual.size() && inAnyOrder(expected, actual);
    return same
        ? Optional.empty()
        : Optional.of(
            "says that it prints\n%s\nand prints\n%s".formatted(text(expected), text(actual)));
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "  nothing" : "  " + String.join("\n  ", lines);
  }

  private static boolean inOrder(List<String> expected, List<String> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!isLike(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Tries, for the first expected line, every line that could be it. */
  private static boolean inAnyOrder(List<String> expected, List<String> actual) {
    if (expected.isEmpty()) {
      return actual.isEmpty();
    }
    for (int i = 0; i < actual.size(); i++) {
      if (isLike(expected.get(0), actual.get(i))) {
        var others = new ArrayList<>(actual);
        others.remove(i);
        if (inAnyOrder(expected.subList(1, expected.size()), others)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLike(String expected, String actual) {
    var pattern = Pattern.quote(expected).replace("…", "\\E.*\\Q");
    return Pattern.matches(pattern, actual);
  }

  static List<String> withoutTraces(List<String> lines) {
    var kept = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (PYTHON_FRAME.matcher(line).matches()) {
        boolean codeFollows = i + 1 < lines.size() && indent(lines.get(i + 1)) > indent(line);
        i += codeFollows ? 1 : 0;
      } else if (!TRACE.matcher(line).matches()) {
        kept.add(line.stripTrailing());
      }
    }
    while (!kept.isEmpty() && kept.get(kept.size() - 1).isEmpty()) {
      kept.remove(kept.size() - 1);
    }
    while (!kept.isEmpty() && kept.get(0).isEmpty()) {
      kept.remove(0);
    }
    return kept;
  }

  private static int indent(String line) {
    return line.length() - line.replaceFirst("^[ |]+", "").length();
  }
}
