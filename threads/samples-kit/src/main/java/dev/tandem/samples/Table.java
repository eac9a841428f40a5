package dev.tandem.samples;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tables of text, all drawn alike, and as narrow as they have to be. Nothing in them is ever cut: a
 * column that is too wide is wrapped, and where there is no room for columns, each row becomes a
 * paragraph with a line for each column.
 *
 * <p><b>Widths.</b> Each column starts as wide as its widest line. As long as the table is too
 * wide, the widest column that can still give way gives way by one. A column of words gives way as
 * far as its longest word, or {@value #LONGEST_WORD} if that is longer, as then the word is broken;
 * a column of numbers as far as its longest number, its header being wrapped.
 */
public final class Table {
  private static final int NARROWEST_WORDS = 12;
  private static final int LONGEST_WORD = 32;

  private Table() {}

  /**
   * A column of a table.
   *
   * @param header what stands above it
   * @param numbers whether it holds numbers, which stand to the right and are not wrapped
   * @param narrowest how far a column of words gives way, or 0 for as far as its longest word
   * @param value what a row has in it
   * @param <T> what a row is about
   */
  public record Column<T>(
      String header, boolean numbers, int narrowest, Function<T, String> value) {}

  /** A column of words. */
  public static <T> Column<T> left(String header, Function<T, ?> value) {
    return new Column<>(header, false, 0, row -> value.apply(row).toString());
  }

  /** A column of numbers. */
  public static <T> Column<T> right(String header, Function<T, ?> value) {
    return new Column<>(header, true, 0, row -> value.apply(row).toString());
  }

  /** A column of a program's output, whose words may be broken: it gives way to a given width. */
  static <T> Column<T> output(String header, int narrowest, Function<T, String> value) {
    return new Column<>(header, false, narrowest, value);
  }

  /**
   * Draws a table.
   *
   * @param rows one for each line, or several lines, under the header
   * @param columns from left to right
   * @param width how wide it may be at most, borders included
   * @param <T> what a row is about
   * @return the table, of several lines
   */
  public static <T> String of(Collection<T> rows, List<Column<T>> columns, int width) {
    return grid(rows, columns, width).orElseGet(() -> paragraphs(rows, columns, width));
  }

  /** Draws a table, if there is room for its columns. */
  static <T> Optional<String> grid(Collection<T> rows, List<Column<T>> columns, int width) {
    var headers = columns.stream().map(Column::header).toList();
    var cells = rows.stream().map(row -> cells(row, columns)).toList();
    int available = width - 3 * columns.size() - 1;
    var widths = widths(columns, headers, cells, available);
    return sum(widths) > available
        ? Optional.empty()
        : Optional.of(grid(columns, headers, cells, widths));
  }

  private static <T> List<String> cells(T row, List<Column<T>> columns) {
    return columns.stream().map(column -> column.value().apply(row)).toList();
  }

  /** The columns' widths: natural ones if they fit, or the narrowest if nothing does. */
  private static <T> int[] widths(
      List<Column<T>> columns, List<String> headers, List<List<String>> cells, int available) {
    var widths = new int[columns.size()];
    var narrowest = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      var values = cells.stream().map(row -> row.get(column)).toList();
      widths[i] = widest(Stream.concat(Stream.of(headers.get(i)), values.stream()), Text::width);
      narrowest[i] = Math.min(widths[i], narrowest(columns.get(i), values));
    }
    while (sum(widths) > available && giveWay(widths, narrowest)) {}
    return widths;
  }

  private static int narrowest(Column<?> column, List<String> values) {
    int header = Text.longestWord(column.header());
    if (column.numbers()) {
      return Math.max(header, widest(values.stream(), Text::width));
    }
    if (column.narrowest() > 0) {
      return column.narrowest();
    }
    int word = Math.max(header, widest(values.stream(), Text::longestWord));
    return Math.max(NARROWEST_WORDS, Math.min(word, LONGEST_WORD));
  }

  /** Takes one from the widest column that has one to give; tells whether there was any. */
  private static boolean giveWay(int[] widths, int[] narrowest) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > narrowest[i] && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    if (widest >= 0) {
      widths[widest]--;
    }
    return widest >= 0;
  }

  private static <T> String grid(
      List<Column<T>> columns, List<String> headers, List<List<String>> cells, int[] widths) {
    var border =
        IntStream.of(widths).mapToObj(w -> "-".repeat(w + 2)).collect(joining("+", "+", "+"));
    var lines = new ArrayList<>(List.of(border));
    lines.addAll(row(columns, headers, widths));
    lines.add(border);
    cells.forEach(row -> lines.addAll(row(columns, row, widths)));
    lines.add(border);
    return String.join(System.lineSeparator(), lines);
  }

  /** The lines of one row: as many as its highest cell has. */
  private static <T> List<String> row(List<Column<T>> columns, List<String> row, int[] widths) {
    var wrapped =
        IntStream.range(0, widths.length)
            .mapToObj(i -> Text.wrapped(row.get(i), widths[i]))
            .toList();
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    var lines = new ArrayList<String>();
    for (int i = 0; i < height; i++) {
      var line = new StringBuilder("|");
      for (int c = 0; c < widths.length; c++) {
        var text = i < wrapped.get(c).size() ? wrapped.get(c).get(i) : "";
        line.append(' ').append(aligned(text, widths[c], columns.get(c).numbers())).append(" |");
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String aligned(String text, int width, boolean toTheRight) {
    var blanks = " ".repeat(width - Text.width(text));
    return toTheRight ? blanks + text : text + blanks;
  }

  private static <T> String paragraphs(Collection<T> rows, List<Column<T>> columns, int width) {
    return rows.stream()
        .map(row -> paragraph(row, columns, width))
        .collect(joining(System.lineSeparator().repeat(2)));
  }

  private static <T> String paragraph(T row, List<Column<T>> columns, int width) {
    return columns.stream()
        .map(column -> column.header() + ": " + column.value().apply(row))
        .flatMap(line -> Text.wrapped(line, width).stream())
        .collect(joining(System.lineSeparator()));
  }

  private static int widest(Stream<String> texts, ToIntFunction<String> width) {
    return texts.mapToInt(width).max().orElse(0);
  }

  private static int sum(int[] widths) {
    return IntStream.of(widths).sum();
  }
}
