package dev.tandem.interop.samples.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A part of a page that the build fills. It opens with a comment that names its source, {@code <!--
 * lesson: queue-workers -->}, and goes on to {@code <!-- end -->}; a snippet is the text of the
 * fence below its comment. Java and Kotlin always have a source, in the tutorials Python, too;
 * elsewhere a line or two of Python may only say what something is like.
 *
 * @param page the page
 * @param line the number of its first line, from 1
 * @param kind what it shows
 * @param source what the comment names; for a fence of code without one, nothing
 * @param from the index of its first line that is filled
 * @param to the index after the last
 */
record Block(Page page, int line, Kind kind, Optional<String> source, int from, int to) {
  /** What is shown. */
  enum Kind {
    LESSON,
    OUTPUT,
    TIMELINE,
    PROGRAM,
    SNIPPET;

    @Override
    public String toString() {
      return name().toLowerCase();
    }
  }

  private static final Pattern COMMENT =
      Pattern.compile("<!-- (lesson|output|timeline|program|snippet): (.+?) -->");
  private static final String END = "<!-- end -->";
  private static final Set<String> CODE = Set.of("```java", "```kotlin");

  /**
   * The blocks of a page, from its beginning on.
   *
   * @throws IllegalStateException if one does not end
   */
  static List<Block> of(Page page) {
    var blocks = new ArrayList<Block>();
    int index = 0;
    while (index < page.lines().size()) {
      var text = page.lines().get(index);
      var comment = COMMENT.matcher(text);
      if (comment.matches()) {
        var kind = Kind.valueOf(comment.group(1).toUpperCase());
        var source = Optional.of(comment.group(2));
        blocks.add(
            kind == Kind.SNIPPET ? fence(page, index, source) : block(page, index, kind, source));
        index = blocks.get(blocks.size() - 1).to + 1;
      } else if (text.startsWith("```")) {
        var fence = fence(page, index - 1, Optional.empty());
        if (CODE.contains(text) || (text.equals("```python") && page.isTutorial())) {
          blocks.add(fence);
        }
        index = fence.to + 1;
      } else {
        index++;
      }
    }
    return blocks;
  }

  private static Block block(Page page, int opening, Kind kind, Optional<String> source) {
    int end = page.lines().subList(opening, page.lines().size()).indexOf(END);
    if (end < 0) {
      throw problem(page, opening, "has no " + END);
    }
    return new Block(page, opening + 1, kind, source, opening + 1, opening + end);
  }

  /** The fence below a line. */
  private static Block fence(Page page, int above, Optional<String> source) {
    var below = page.lines().subList(above + 1, page.lines().size());
    if (below.isEmpty() || !below.get(0).startsWith("```")) {
      throw problem(page, above, "stands above no fence");
    }
    var closing = below.get(0).replaceFirst("[^`].*", "");
    int end = below.subList(1, below.size()).indexOf(closing);
    if (end < 0) {
      throw problem(page, above + 1, "is a fence that is not closed");
    }
    return new Block(page, above + 2, Kind.SNIPPET, source, above + 2, above + 2 + end);
  }

  private static IllegalStateException problem(Page page, int index, String what) {
    return new IllegalStateException(
        "%s, line %d: %s %s".formatted(page.name(), index + 1, page.lines().get(index), what));
  }

  /** What stands there now. */
  List<String> text() {
    return page.lines().subList(from, to);
  }

  /** The page with all its blocks filled whose sources are there; others stay as they are. */
  static List<String> filled(Page page) throws IOException {
    var lines = new ArrayList<>(page.lines());
    var blocks = of(page);
    for (int i = blocks.size() - 1; i >= 0; i--) {
      var block = blocks.get(i);
      try {
        var contents = Contents.of(block);
        lines.subList(block.from, block.to).clear();
        lines.addAll(block.from, contents);
      } catch (IllegalArgumentException e) {
        // PageBlocksTest says so
      }
    }
    return lines;
  }

  /** Where it is and what it shows. */
  @Override
  public String toString() {
    return "%s, line %d: the %s %s"
        .formatted(page.name(), line, kind, source.orElse("without a source"));
  }
}
