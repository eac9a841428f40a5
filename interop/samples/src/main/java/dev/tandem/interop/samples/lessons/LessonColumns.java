package dev.tandem.interop.samples.lessons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A lesson on a page of some width: its title, and its columns, as many beside each other as there
 * is room for, the others below. No line of a program is broken, but one that is wider than the
 * whole page.
 */
public final class LessonColumns {
  private static final AttributedString GAP = new AttributedString(" | ");
  private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();

  /** The width of a page on which no line is broken. */
  private static final int ANY = Integer.MAX_VALUE;

  private static final Pattern SUSPENDING_MAIN = Pattern.compile("\\bsuspend fun main\\(");

  /** A column's lines: what is said about the program, and the program. */
  private record Block(List<AttributedString> head, List<AttributedString> program, int width) {
    static Block of(Lesson.Column column, int page) {
      var head = new ArrayList<AttributedString>();
      head.addAll(
          new AttributedString(column.side().toString(), AttributedStyle.BOLD)
              .columnSplitLength(page));
      head.addAll(new AttributedString(column.file(), FAINT).columnSplitLength(page));
      var program = new ArrayList<AttributedString>();
      for (var line : Highlighter.lines(column)) {
        program.addAll(line.columnLength() == 0 ? List.of(line) : line.columnSplitLength(page));
      }
      int width = Math.max(widest(head), widest(program));
      notes(column).forEach(note -> head.addAll(wrapped(note, FAINT, page == ANY ? ANY : width)));
      return new Block(List.copyOf(head), List.copyOf(program), Math.max(width, widest(head)));
    }

    private static int widest(List<AttributedString> lines) {
      return lines.stream().mapToInt(AttributedString::columnLength).max().orElse(0);
    }

    /** A line of the page, of which the first have what is said about all programs of a row. */
    AttributedString line(int index, int heads) {
      var part = index < heads ? head : program;
      int at = index < heads ? index : index - heads;
      return at < part.size() ? part.get(at) : AttributedString.EMPTY;
    }
  }

  private LessonColumns() {}

  /**
   * Lays a lesson out.
   *
   * @param lesson the lesson
   * @param width how many characters a line of the page has; without it, no line is broken, and the
   *     columns are below each other
   * @return the page's lines, highlighted
   */
  public static List<AttributedString> layOut(Lesson lesson, OptionalInt width) {
    int widest = width.orElse(ANY);
    var page = new ArrayList<>(wrapped(lesson.title(), AttributedStyle.BOLD, widest));
    var row = new ArrayList<Block>();
    for (var column : lesson.columns()) {
      var block = Block.of(column, widest);
      if (!row.isEmpty()
          && (width.isEmpty() || width(row) + GAP.columnLength() + block.width > widest)) {
        page.add(AttributedString.EMPTY);
        page.addAll(beside(row));
        row.clear();
      }
      row.add(block);
    }
    page.add(AttributedString.EMPTY);
    page.addAll(beside(row));
    return Collections.unmodifiableList(page);
  }

  /** What a reader would ask before the program. */
  private static List<String> notes(Lesson.Column column) {
    var notes = new ArrayList<String>();
    if (!column.imports().isEmpty()) {
      notes.add("uses " + String.join(", ", column.imports()));
    }
    if (SUSPENDING_MAIN.matcher(column.text()).find()) {
      notes.add("main is called in runBlocking: one thread");
    }
    return notes;
  }

  /** A text in lines of some width, broken between words where it can be. */
  private static List<AttributedString> wrapped(String text, AttributedStyle style, int width) {
    var lines = new ArrayList<AttributedString>();
    var line = new StringBuilder();
    for (var word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.addAll(new AttributedString(line, style).columnSplitLength(width));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.addAll(new AttributedString(line, style).columnSplitLength(width));
    return lines;
  }

  private static int width(List<Block> row) {
    return row.stream().mapToInt(Block::width).sum() + GAP.columnLength() * (row.size() - 1);
  }

  private static List<AttributedString> beside(List<Block> row) {
    int heads = row.stream().mapToInt(block -> block.head.size()).max().orElse(0);
    int programs = row.stream().mapToInt(block -> block.program.size()).max().orElse(0);
    return IntStream.range(0, heads + programs).mapToObj(index -> line(row, index, heads)).toList();
  }

  private static AttributedString line(List<Block> row, int index, int heads) {
    var line = new AttributedStringBuilder();
    int end = 0;
    for (var block : row) {
      if (block != row.get(0)) {
        line.append(" ".repeat(end - line.columnLength())).append(GAP);
        end += GAP.columnLength();
      }
      line.append(block.line(index, heads));
      end += block.width;
    }
    return line.toAttributedString();
  }
}
