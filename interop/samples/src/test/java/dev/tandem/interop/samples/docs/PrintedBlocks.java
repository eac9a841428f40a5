package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    if (!run.options().isEmpty()) {
      page.add(language.runWith(run.options()));
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
