package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The names that a lesson takes from libraries that its reader may not know: ours, Ktor's, … */
final class UsedLibraries {
  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?([\\w.]+?)(?: as (\\w+))?;?");
  private static final Pattern KNOWN =
      Pattern.compile(
          "(java|javax|com\\.sun|kotlin|kotlinx\\.coroutines|picocli|dev\\.tandem\\.samples)\\..*");

  private UsedLibraries() {}

  /** The imports of a column's file whose simple name occurs in the lesson; none of Python's. */
  static List<String> of(Lesson.Column column) throws IOException {
    if (column.file().endsWith(".py")) {
      return List.of(); // its modules are imported inside the lesson or are the standard library's
    }
    return Files.readAllLines(Repository.ROOT.resolve(column.file())).stream()
        .map(IMPORT::matcher)
        .filter(line -> line.matches())
        .filter(line -> !KNOWN.matcher(line.group(1)).matches())
        .filter(
            line -> occurs(line.group(2) == null ? simple(line.group(1)) : line.group(2), column))
        .map(line -> line.group(1))
        .toList();
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean occurs(String name, Lesson.Column column) {
    return Pattern.compile("\\b" + name + "\\b").matcher(column.text()).find();
  }
}
