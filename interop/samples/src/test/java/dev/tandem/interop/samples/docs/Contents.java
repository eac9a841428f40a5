package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Lesson;
import dev.tandem.interop.samples.lessons.Lessons;
import dev.tandem.interop.samples.lessons.Side;
import dev.tandem.samples.SourceRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What has to stand in a block, made from its source. */
final class Contents {
  /** What everybody imports who writes Java: the page does not name it. */
  private static final Pattern EVERYDAY =
      Pattern.compile("java\\.(io|time|nio\\..*|util|util\\.(stream|function|regex))\\.\\w+");

  private Contents() {}

  /**
   * The lines of a block.
   *
   * @throws IllegalArgumentException if its source is not there
   */
  static List<String> of(Block block) throws IOException {
    var source =
        block
            .source()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a line <!-- snippet: file#region --> is missing above the code"));
    var page = block.page();
    return switch (block.kind()) {
      case LESSON -> lesson(page, Lessons.of(source));
      case OUTPUT -> framed(PrintedBlocks.of(page.language(), RecordedRun.read(source)));
      case TIMELINE -> timeline(page, RecordedRun.read(source));
      case PROGRAM -> program(page, FailingProgram.read(Repository.ROOT.resolve(source)));
      case SNIPPET -> snippet(source);
    };
  }

  private static List<String> lesson(Page page, Lesson lesson) throws IOException {
    var lines = new ArrayList<String>();
    for (var column : lesson.columns()) {
      var uses =
          column.imports().stream()
              .filter(name -> !column.file().endsWith(".java") || !EVERYDAY.matcher(name).matches())
              .toList();
      var head = headOf(page, page.language().label(column.side()), column.file());
      lines.add(uses.isEmpty() ? head : head + "<br>");
      if (!uses.isEmpty()) {
        var names = uses.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        lines.add(page.language().uses(names));
      }
      lines.add("");
      lines.addAll(fenced(syntax(column.file()), column.text().lines().toList()));
      lines.add("");
    }
    return framed(lines);
  }

  private static List<String> timeline(Page page, RecordedRun run) {
    var picture = run.picture();
    if (!Files.exists(Repository.ROOT.resolve(picture))) {
      throw new IllegalArgumentException("there is no " + picture);
    }
    var sides = run.sides().keySet().stream().filter(side -> side != Side.PYTHON).toList();
    var language = page.language();
    return framed(
        List.of(
            "[![%1$s](%2$s)](%2$s)"
                .formatted(language.timelineOf(run.id(), sides), page.pathTo(picture)),
            "",
            language.drawnBy(run.command().replaceFirst("; .*", ""), run.seconds()),
            ""));
  }

  private static List<String> program(Page page, FailingProgram program) {
    var file = Repository.name(program.file());
    var label = page.language().label(program.side());
    var lines = new ArrayList<String>();
    lines.add(headOf(page, label, file));
    lines.add("");
    lines.addAll(fenced(syntax(file), program.region().lines().toList()));
    lines.add("");
    lines.add(page.language().programPrints(program.exitCode()));
    lines.add("");
    lines.addAll(fenced("text", program.output()));
    lines.add("");
    return framed(lines);
  }

  private static List<String> snippet(String source) throws IOException {
    var parts = source.split("#");
    if (parts.length != 2) {
      throw new IllegalArgumentException(source + " is not file#region");
    }
    return SourceRegion.read(Repository.ROOT.resolve(parts[0]), parts[1])
        .orElseThrow(() -> new IllegalArgumentException("there is no region " + source))
        .lines()
        .toList();
  }

  /** A side's name, and its file: Python's as it is run, others by their names. */
  private static String headOf(Page page, String label, String file) {
    var shown = file.endsWith(".py") ? file : Path.of(file).getFileName().toString();
    return "**%s** · [`%s`](%s)".formatted(label, shown, page.pathTo(file));
  }

  static List<String> fenced(String syntax, List<String> text) {
    var lines = new ArrayList<String>();
    lines.add("```" + syntax);
    lines.addAll(text);
    lines.add("```");
    return lines;
  }

  private static List<String> framed(List<String> lines) {
    var framed = new ArrayList<>(lines);
    framed.add(0, "");
    return framed;
  }

  private static String syntax(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "py" -> "python";
      case "java" -> "java";
      case "kt" -> "kotlin";
      default -> throw new IllegalArgumentException(file + " is no program");
    };
  }
}
