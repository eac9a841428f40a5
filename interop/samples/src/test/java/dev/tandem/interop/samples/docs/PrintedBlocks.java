package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the sides of a lesson printed, for a page: sides that printed the same are one block; of one
 * that differs from the first at the end only, this end is shown.
 */
final class PrintedBlocks {
  private static final int LONG = 9;
  private static final int FEW = 3;

  private PrintedBlocks() {}

  static List<String> of(Language language, RecordedRun run) {
    Map<List<String>, List<Side>> printed = new LinkedHashMap<>();
    run.sides()
        .forEach((side, lines) -> printed.computeIfAbsent(lines, l -> new ArrayList<>()).add(side));
    var first = printed.entrySet().iterator().next();
    var page = new ArrayList<String>();
    var inputs = inputs(language, run);
    if (!inputs.isEmpty()) {
      page.add(inputs);
      page.add("");
    }
    printed.forEach(
        (lines, sides) -> {
          var end = end(first.getKey(), lines);
          boolean few = lines.size() >= LONG && !end.isEmpty() && end.size() <= FEW;
          var head =
              few
                  ? language.printsAnotherEnd(sides, first.getValue().get(0))
                  : language.prints(sides);
          page.add("**" + head + "**");
          page.add("");
          page.addAll(Contents.fenced("text", few ? end : lines));
          page.add("");
        });
    return page;
  }

  /** With what inputs the sides ran, empty if all ran with the usual ones. */
  private static String inputs(Language language, RecordedRun run) {
    Map<String, List<Side>> sides = new LinkedHashMap<>();
    for (var side : run.sides().keySet()) {
      if (side != Side.PYTHON) {
        sides.computeIfAbsent(run.options(side), options -> new ArrayList<>()).add(side);
      }
    }
    if (sides.size() == 1) {
      return language.runWith(sides.keySet().iterator().next(), run.pythonArguments());
    }
    return sides.entrySet().stream()
        .filter(one -> !one.getKey().isEmpty())
        .map(one -> language.runWith(one.getKey(), one.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** What another output has behind all that it has in common with the first. */
  private static List<String> end(List<String> first, List<String> other) {
    int common = 0;
    while (common < Math.min(first.size(), other.size())
        && first.get(common).equals(other.get(common))) {
      common++;
    }
    return other.subList(common, other.size());
  }
}
