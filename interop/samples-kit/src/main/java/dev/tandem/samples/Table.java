package dev.tandem.samples;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Tables of text, all drawn alike. */
public final class Table {
  private static final int WIDEST_COLUMN = 80;

  private Table() {}

  /**
   * Draws a table.
   *
   * @param rows one for each line under the header
   * @param columns from left to right
   * @param <T> what a row is about
   * @return the table, of several lines
   */
  public static <T> String of(Collection<T> rows, List<ColumnData<T>> columns) {
    return AsciiTable.builder()
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
        .data(rows, columns)
        .asString();
  }

  /** A column of words. */
  public static <T> ColumnData<T> left(String header, Function<T, ?> value) {
    return column(header, HorizontalAlign.LEFT, value);
  }

  /** A column of numbers. */
  public static <T> ColumnData<T> right(String header, Function<T, ?> value) {
    return column(header, HorizontalAlign.RIGHT, value);
  }

  private static <T> ColumnData<T> column(
      String header, HorizontalAlign align, Function<T, ?> value) {
    return new Column()
        .header(header)
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(WIDEST_COLUMN, OverflowBehaviour.ELLIPSIS_RIGHT)
        .with(row -> value.apply(row).toString());
  }
}
