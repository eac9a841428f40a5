package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the sides of a lesson printed, for a page: sides that printed the same are one block; of one
 * that differs from the first in a few lines only, these are shown.
 */
final class PrintedBlocks {
  private static final int LONG = 9;
  private static final int FEW = 3;

  private PrintedBlocks() {}

  static List<String> of(Language language, RecordedRun run) {
    Map<List<String>, List<Side>> printed = new LinkedHashMap<>();
    run.sides()
        .forEach((side, lines) -> printed.computeIfAbsent(lines, l -> new ArrayList<>()).add(side));
    var first = printed.keySet().iterator().next();
    var page = new ArrayList<String>();
    printed.forEach(
        (lines, sides) -> {
          var different = different(first, lines);
          boolean few = first.size() >= LONG && !different.isEmpty() && different.size() <= FEW;
          page.add("**" + (few ? language.printsTheSameBut(sides) : language.prints(sides)) + "**");
          page.add("");
          page.addAll(Contents.fenced("text", few ? different : lines));
          page.add("");
        });
    return page;
  }

  /** The lines that another output has in the place of those of the first. */
  private static List<String> different(List<String> first, List<String> other) {
    if (first.size() != other.size()) {
      return List.of();
    }
    return IntStream.range(0, first.size())
        .filter(i -> !first.get(i).equals(other.get(i)))
        .mapToObj(other::get)
        .toList();
  }
}
