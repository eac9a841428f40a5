package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private record Row(String id, String title, int count) {}

  private static final List<Table.Column<Row>> COLUMNS =
      List.of(
          Table.left("id", Row::id),
          Table.left("what it shows", Row::title),
          Table.right("how many", Row::count));

  private static final String LONG = "words and " + "x".repeat(200) + " and 世界 and more words";

  private static final List<Row> ROWS =
      List.of(
          new Row("hello", "Say hello, then wait a second", 1),
          new Row("a-longer-name", LONG, 123_456_789));

  private static List<String> table(List<Row> rows, int width) {
    return Table.of(rows, COLUMNS, width).lines().toList();
  }

  @Test
  void aTableIsNoWiderThanItsContent() {
    assertEquals(
        List.of(
            "+-------+-------------------------------+----------+",
            "| id    | what it shows                 | how many |",
            "+-------+-------------------------------+----------+",
            "| hello | Say hello, then wait a second |        1 |",
            "+-------+-------------------------------+----------+"),
        table(ROWS.subList(0, 1), 200));
  }

  @Test
  void aTableThatIsTooWideWrapsItsWidestColumnAtItsWords() {
    assertEquals(
        List.of(
            "+-------+-----------------+----------+",
            "| id    | what it shows   | how many |",
            "+-------+-----------------+----------+",
            "| hello | Say hello, then |        1 |",
            "|       | wait a second   |          |",
            "+-------+-----------------+----------+"),
        table(ROWS.subList(0, 1), 38));
  }

  @Test
  void whereThereIsNoRoomForColumnsEachRowIsAParagraph() {
    assertEquals(
        List.of(
            "id: hello",
            "what it shows: Say",
            "hello, then wait a",
            "second",
            "how many: 1",
            "",
            "id: hello",
            "what it shows: Say",
            "hello, then wait a",
            "second",
            "how many: 1"),
        table(List.of(ROWS.get(0), ROWS.get(0)), 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 39, 40, 41, 60, 80, 120, 121, 1000})
  void nothingIsEverCutAndNoLineIsTooWide(int width) {
    var lines = table(ROWS, width);
    for (var line : lines) {
      assertTrue(Text.width(line) <= Math.max(2, width), line);
    }
    var all = String.join("", lines);
    for (var row : ROWS) {
      for (char c : (row.id + row.title + row.count).replace(" ", "").toCharArray()) {
        assertTrue(all.indexOf(c) >= 0, "lost " + c);
      }
    }
    assertTrue(all.chars().filter(c -> c == 'x').count() == 200, "the long word is whole");
    assertTrue(!all.contains("…") && !all.contains("..."), all);
  }

  @Test
  void wideLettersTakeTwoColumns() {
    assertEquals(
        List.of("+------+", "| 世界 |", "+------+", "| a    |", "+------+"),
        Table.of(List.of("a"), List.of(Table.left("世界", (String s) -> s)), 80).lines().toList());
  }

  @Test
  void numbersAreNotWrappedButTheirHeadersAre() {
    var lines =
        Table.of(List.of(7), List.of(Table.right("of the limit", (Integer i) -> i)), 9).lines();
    assertEquals(
        List.of(
            "+-------+",
            "|    of |",
            "|   the |",
            "| limit |",
            "+-------+",
            "|     7 |",
            "+-------+"),
        lines.toList());
  }

  @Test
  void aCellOfSeveralLinesStaysSo() {
    assertEquals(
        List.of("+---+", "| h |", "+---+", "| a |", "| b |", "+---+"),
        Table.of(List.of("a\nb"), List.of(Table.left("h", (String s) -> s)), 80).lines().toList());
  }

  @Test
  void linesThatAreWrappedKeepTheirIndentationAndLoseNoWord() {
    assertEquals(
        List.of("  process 12", "gave 5", "answers"),
        Text.wrapped("  process 12 gave 5 answers", 12));
    assertEquals(List.of("abcd", "efgh", "i"), Text.wrapped("abcdefghi", 4));
    assertEquals(List.of("世", "界"), Text.wrapped("世界", 3));
    assertEquals(List.of(""), Text.wrapped("", 5));
  }
}
