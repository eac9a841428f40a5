package dev.tandem.interop.samples.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonColumnsTest {
  private static final List<Lesson.Column> COLUMNS =
      List.of(
          new Lesson.Column(Side.PYTHON, "a.py", "def f(n):\n    print(n)  # told"),
          new Lesson.Column(Side.THREADS, "A.java", "static void f(int n) {\n\n}"),
          new Lesson.Column(Side.COROUTINES, "A.kt", "fun f(n: Int) = 12 // told"));

  private static List<String> plain(int width) {
    return LessonColumns.layOut(COLUMNS, width).stream()
        .map(line -> line.toString().stripTrailing())
        .toList();
  }

  @Test
  void columnsThatFitAreBesideEachOther() {
    assertEquals(
        List.of(
            "python               | threads                | coroutines",
            "a.py                 | A.java                 | A.kt",
            "def f(n):            | static void f(int n) { | fun f(n: Int) = 12 // told",
            "    print(n)  # told |                        |",
            "                     | }                      |"),
        plain(80));
  }

  @Test
  void aColumnForWhichThereIsNoRoomIsBelow() {
    assertEquals(
        List.of(
            "python               | threads",
            "a.py                 | A.java",
            "def f(n):            | static void f(int n) {",
            "    print(n)  # told |",
            "                     | }",
            "",
            "coroutines",
            "A.kt",
            "fun f(n: Int) = 12 // told"),
        plain(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 45, 80, 200})
  void noLineIsWiderThanThePageAndNothingIsCut(int width) {
    var page = plain(width);
    assertTrue(page.stream().allMatch(line -> line.length() <= width), page.toString());
    var letters = String.join("", page).replaceAll("[\\s|]", "");
    for (var column : COLUMNS) {
      for (char c : column.text().replaceAll("\\s", "").toCharArray()) {
        assertTrue(letters.indexOf(c) >= 0);
      }
    }
    var expected = COLUMNS.stream().mapToInt(c -> length(c.side() + c.file() + c.text())).sum();
    assertEquals(expected, letters.length());
  }

  private static int length(String text) {
    return text.replaceAll("\\s", "").length();
  }

  @Test
  void wordsOfEachLanguageAreHighlighted() {
    for (var column : COLUMNS) {
      var lines = Highlighter.lines(column);
      assertEquals(
          column.text(),
          String.join("\n", lines.stream().map(AttributedString::toString).toList()));
      assertTrue(lines.stream().anyMatch(line -> line.toAnsi().contains("\u001b[")), column.file());
    }
  }

  @Test
  void everyLessonIsHighlighted() {
    for (var lesson : Lessons.all()) {
      for (var column : lesson.columns()) {
        var ansi = Highlighter.lines(column).stream().map(AttributedString::toAnsi).toList();
        assertTrue(ansi.stream().anyMatch(line -> line.contains("\u001b[")), column.file());
      }
    }
  }

  @Test
  void aLessonHasFortyLinesAtMost() {
    for (var lesson : Lessons.all()) {
      for (var column : lesson.columns()) {
        assertTrue(column.text().lines().count() <= 40, column.file());
      }
    }
  }
}
