package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import dev.tandem.interop.samples.lessons.Lesson;
import dev.tandem.interop.samples.lessons.LessonColumns;
import dev.tandem.interop.samples.lessons.Lessons;
import dev.tandem.interop.samples.lessons.Side;
import dev.tandem.samples.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code tandem show}. */
@Command(
    name = "show",
    header = "Show a sample's lesson: Python, Java, Kotlin and both, side by side.",
    customSynopsis = "tandem show <id> [--in python|threads|coroutines|interop] [--json]",
    footer = {
      "",
      "Columns for which the terminal is too narrow are below each other, as all are in a file.",
      "",
      "Java's and Kotlin's words in Python's: docs/from-python.md",
      "Kotlin's words in Java's: docs/from-java.md",
      "Java's words in Kotlin's: docs/from-kotlin.md"
    })
final class ShowCommand extends SampleCommand {
  @Option(
      names = "--in",
      paramLabel = "SIDE",
      description = "The side to show: ${COMPLETION-CANDIDATES} (default: all that have it).")
  private Side side;

  @Option(names = "--json", description = "Print the lesson as JSON, and nothing else.")
  private boolean json;

  /** A lesson as JSON has it: the programs alone. */
  private record Texts(String id, String title, List<Text> columns) {
    record Text(Side side, String file, String text) {}

    static Texts of(Lesson lesson) {
      var columns =
          lesson.columns().stream()
              .map(column -> new Text(column.side(), column.file(), column.text()))
              .toList();
      return new Texts(lesson.id(), lesson.title(), columns);
    }
  }

  @Override
  int perform(List<Entry> brothers) throws Exception {
    if (isHelpAsked()) {
      return help();
    }
    refuseOptions();
    var lesson = chosen(Lessons.of(brothers.get(0).id()));
    System.out.println(json ? Json.write(Texts.of(lesson)) : page(lesson));
    return CommandLine.ExitCode.OK;
  }

  private Lesson chosen(Lesson lesson) {
    var columns =
        lesson.columns().stream().filter(column -> side == null || column.side() == side).toList();
    if (columns.isEmpty()) {
      var sides = lesson.columns().stream().map(column -> column.side().toString());
      throw misuse(
          "%s has no lesson '%s'".formatted(side, lesson.id()),
          "It is in " + sides.collect(Collectors.joining(" and ")) + ".");
    }
    return new Lesson(lesson.id(), lesson.title(), columns);
  }

  private static String page(Lesson lesson) {
    boolean highlighted = Ansi.AUTO.enabled();
    return LessonColumns.layOut(lesson, Terminal.limit()).stream()
        .map(line -> highlighted ? line.toAnsi() : line.toString().stripTrailing())
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
