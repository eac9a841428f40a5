package dev.tandem.interop.samples.lessons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A lesson's columns on a page of some width: as many beside each other as there is room for, the
 * others below. No line of a program is broken, but one that is wider than the whole page.
 */
public final class LessonColumns {
  private static final AttributedString GAP = new AttributedString(" | ");

  /** A column's lines, the first two being its head. */
  private record Block(List<AttributedString> lines, int width) {
    static Block of(Lesson.Column column, int page) {
      var lines = new ArrayList<AttributedString>();
      lines.addAll(
          new AttributedString(column.side().toString(), AttributedStyle.BOLD)
              .columnSplitLength(page));
      lines.addAll(
          new AttributedString(column.file(), AttributedStyle.DEFAULT.faint())
              .columnSplitLength(page));
      for (var line : Highlighter.lines(column)) {
        lines.addAll(line.columnLength() == 0 ? List.of(line) : line.columnSplitLength(page));
      }
      int width = lines.stream().mapToInt(AttributedString::columnLength).max().orElse(0);
      return new Block(List.copyOf(lines), width);
    }

    AttributedString line(int index) {
      return index < lines.size() ? lines.get(index) : AttributedString.EMPTY;
    }
  }

  private LessonColumns() {}

  /**
   * Lays columns out.
   *
   * @param columns the columns
   * @param width how many characters a line of the page has
   * @return the page's lines, highlighted
   */
  public static List<AttributedString> layOut(List<Lesson.Column> columns, int width) {
    var page = new ArrayList<AttributedString>();
    var row = new ArrayList<Block>();
    for (var column : columns) {
      var block = Block.of(column, width);
      if (!row.isEmpty() && width(row) + GAP.columnLength() + block.width > width) {
        page.addAll(beside(row));
        page.add(AttributedString.EMPTY);
        row.clear();
      }
      row.add(block);
    }
    page.addAll(beside(row));
    return Collections.unmodifiableList(page);
  }

  private static int width(List<Block> row) {
    return row.stream().mapToInt(Block::width).sum() + GAP.columnLength() * (row.size() - 1);
  }

  private static List<AttributedString> beside(List<Block> row) {
    int height = row.stream().mapToInt(block -> block.lines.size()).max().orElse(0);
    return IntStream.range(0, height).mapToObj(index -> line(row, index)).toList();
  }

  private static AttributedString line(List<Block> row, int index) {
    var line = new AttributedStringBuilder();
    int end = 0;
    for (var block : row) {
      if (block != row.get(0)) {
        line.append(" ".repeat(end - line.columnLength())).append(GAP);
        end += GAP.columnLength();
      }
      line.append(block.line(index));
      end += block.width;
    }
    return line.toAttributedString();
  }
}
