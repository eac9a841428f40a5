package dev.tandem.interop.samples.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonColumnsTest {
  private static final List<Lesson.Column> COLUMNS =
      List.of(
          new Lesson.Column(
              Side.PYTHON, "a.py", "def f(n):\n    print(n)  # told", List.of("asyncio", "time")),
          new Lesson.Column(
              Side.THREADS, "A.java", "static void f(int n) {\n\n}", List.of("java.util.List")),
          new Lesson.Column(
              Side.COROUTINES,
              "A.kt",
              "suspend fun main(n: Int) = delay(n) // told",
              List.of("kotlinx.coroutines.delay")));

  private static final Lesson LESSON = new Lesson("a", "Wait n seconds", COLUMNS);

  private static List<String> plain(OptionalInt width) {
    return LessonColumns.layOut(LESSON, width).stream()
        .map(line -> line.toString().stripTrailing())
        .toList();
  }

  @Test
  void columnsThatFitAreBesideEachOther() {
    assertEquals(
        List.of(
            "Wait n seconds",
            "",
            "python               | threads                | coroutines",
            "a.py                 | A.java                 | A.kt",
            "uses asyncio, time   | uses java.util.List    | uses kotlinx.coroutines.delay",
            "                     |                        | main is called in runBlocking: one thread",
            "def f(n):            | static void f(int n) { | suspend fun main(n: Int) = delay(n) // told",
            "    print(n)  # told |                        |",
            "                     | }                      |"),
        plain(OptionalInt.of(100)));
  }

  @Test
  void aColumnForWhichThereIsNoRoomIsBelow() {
    assertEquals(
        List.of(
            "Wait n seconds",
            "",
            "python               | threads",
            "a.py                 | A.java",
            "uses asyncio, time   | uses java.util.List",
            "def f(n):            | static void f(int n) {",
            "    print(n)  # told |",
            "                     | }",
            "",
            "coroutines",
            "A.kt",
            "uses kotlinx.coroutines.delay",
            "main is called in runBlocking: one thread",
            "suspend fun main(n: Int) = delay(n) // told"),
        plain(OptionalInt.of(60)));
  }

  @Test
  void withoutAWidthAllAreBelowEachOther() {
    assertEquals(
        List.of(
            "Wait n seconds",
            "",
            "python",
            "a.py",
            "uses asyncio, time",
            "def f(n):",
            "    print(n)  # told",
            "",
            "threads",
            "A.java",
            "uses java.util.List",
            "static void f(int n) {",
            "",
            "}",
            "",
            "coroutines",
            "A.kt",
            "uses kotlinx.coroutines.delay",
            "main is called in runBlocking: one thread",
            "suspend fun main(n: Int) = delay(n) // told"),
        plain(OptionalInt.empty()));
  }

  @Test
  void whatAProgramUsesIsWrappedToItsWidth() {
    var column =
        new Lesson.Column(
            Side.THREADS, "A.java", "f(1, 2, 3, 4);", List.of("a.b.C", "d.E", "f.Gh"));
    assertEquals(
        List.of("t", "", "threads", "A.java", "uses a.b.C,", "d.E, f.Gh", "f(1, 2, 3, 4);"),
        LessonColumns.layOut(new Lesson("t", "t", List.of(column)), OptionalInt.of(80)).stream()
            .map(AttributedString::toString)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 45, 80, 200})
  void noLineIsWiderThanThePageAndNothingIsCut(int width) {
    var page = plain(OptionalInt.of(width));
    assertTrue(page.stream().allMatch(line -> line.length() <= width), page.toString());
    var letters = String.join("", page).replaceAll("[\\s|]", "");
    for (var column : COLUMNS) {
      for (char c : column.text().replaceAll("\\s", "").toCharArray()) {
        assertTrue(letters.indexOf(c) >= 0);
      }
    }
    var whole = length(String.join("", plain(OptionalInt.empty())));
    assertEquals(whole, letters.length());
  }

  @Test
  void noLineOfALessonIsBrokenWithoutAWidth() {
    for (var lesson : Lessons.all()) {
      var page =
          LessonColumns.layOut(lesson, OptionalInt.empty()).stream()
              .map(AttributedString::toString)
              .toList();
      assertEquals(lesson.title(), page.get(0));
      for (var column : lesson.columns()) {
        assertTrue(page.containsAll(column.text().lines().toList()), column.file());
      }
    }
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
