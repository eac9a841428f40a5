package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Side;
import dev.tandem.samples.SourceRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A short program that shows how one world fails: in Python, in Java, in Kotlin, where it is called
 * {@code …InCoroutines}, or between the two, where it is called {@code …AcrossTheBridge}. Below its
 * region {@code program}, comments say what it prints, standard output and error together, as in
 * Go's examples: {@code // Output:} or {@code // Unordered output:}, then a comment for each line,
 * then {@code // Exit: 1} where it does not end with 0.
 *
 * @param file the source file
 * @param region the program
 * @param output what it prints; {@code …} stands for any text within a line
 * @param ordered whether the lines come in this order
 * @param exitCode what it ends with
 */
record FailingProgram(
    Path file, String region, List<String> output, boolean ordered, int exitCode) {
  static final String PACKAGE = "dev.tandem.interop.samples.failures";

  private static final String TESTS = "interop/samples/src/test/";
  private static final String SUFFIX = "InCoroutines";
  private static final String ACROSS = "AcrossTheBridge";

  /** All programs, Python's first. */
  static List<FailingProgram> all() throws IOException {
    var folder = PACKAGE.replace('.', '/');
    var programs = new ArrayList<FailingProgram>();
    for (var place :
        List.of("docs/python/failures", TESTS + "java/" + folder, TESTS + "kotlin/" + folder)) {
      for (var file : files(Repository.ROOT.resolve(place))) {
        programs.add(read(file));
      }
    }
    return programs;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(py|java|kt)"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  /**
   * Reads a program.
   *
   * @throws IllegalArgumentException if it does not say what it prints
   */
  static FailingProgram read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no " + Repository.name(file));
    }
    var name = Repository.name(file);
    var region =
        SourceRegion.read(file, "program")
            .orElseThrow(() -> new IllegalArgumentException(name + " has no region 'program'"));
    var comments = commentsAtEnd(file);
    int start = Math.max(comments.indexOf("Output:"), comments.indexOf("Unordered output:"));
    if (start < 0) {
      throw new IllegalArgumentException(name + " has no comment 'Output:' at its end");
    }
    var output = new ArrayList<>(comments.subList(start + 1, comments.size()));
    int exitCode = 0;
    if (!output.isEmpty() && output.get(output.size() - 1).matches("Exit: -?\\d+")) {
      exitCode = Integer.parseInt(output.remove(output.size() - 1).substring(6));
    }
    return new FailingProgram(
        file, region, List.copyOf(output), comments.get(start).equals("Output:"), exitCode);
  }

  /** The texts of the comment lines that end a file. */
  private static List<String> commentsAtEnd(Path file) throws IOException {
    var mark = file.toString().endsWith(".py") ? "#" : "//";
    var texts = new ArrayList<String>();
    var lines = Files.readString(file).stripTrailing().lines().toList();
    for (int i = lines.size() - 1; i >= 0 && lines.get(i).startsWith(mark); i--) {
      var text = lines.get(i).substring(mark.length());
      texts.add(0, (text.startsWith(" ") ? text.substring(1) : text).stripTrailing());
    }
    return texts;
  }

  /** Whose failure it shows. */
  Side side() {
    if (file.toString().endsWith(".py")) {
      return Side.PYTHON;
    }
    if (simpleName().endsWith(ACROSS)) {
      return Side.INTEROP;
    }
    return file.toString().endsWith(".java") ? Side.THREADS : Side.COROUTINES;
  }

  /** What is shown, named alike on every side: {@code LostUpdate}. */
  String topic() {
    return Pattern.compile("(?:^|-)([a-z])")
        .matcher(simpleName().replaceFirst("(" + SUFFIX + "|" + ACROSS + ")$", ""))
        .replaceAll(first -> first.group(1).toUpperCase(Locale.ROOT));
  }

  private String simpleName() {
    var name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The class that is run, of a program that is not Python's. */
  String mainClass() {
    return PACKAGE + "." + simpleName() + (file.toString().endsWith(".kt") ? "Kt" : "");
  }

  @Override
  public String toString() {
    return Repository.name(file);
  }
}
