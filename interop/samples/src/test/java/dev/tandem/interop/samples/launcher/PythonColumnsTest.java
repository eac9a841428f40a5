package dev.tandem.interop.samples.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.interop.samples.lessons.Lesson;
import dev.tandem.interop.samples.lessons.Lessons;
import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SlowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lesson's Python program prints what ours print, compared as {@link PythonColumn} says. */
@Timeout(60)
class PythonColumnsTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static SlowServer server;

  @BeforeAll
  static void openServer() throws IOException {
    server =
        SlowServer.open(
            Duration.ofMillis(20),
            path ->
                path.matches("/\\d{3}")
                    ? new SlowServer.Answer(Integer.parseInt(path.substring(1)), "status " + path)
                    : new SlowServer.Answer(200, "page " + path));
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  private static Stream<PythonColumn> comparedRows() throws IOException {
    return PythonColumn.all().filter(row -> !row.differs());
  }

  @Test
  void everyLessonIsComparedOrSaysWhyNot() throws IOException {
    var ids = PythonColumn.all().map(PythonColumn::id).sorted().toList();
    assertEquals(Lessons.all().stream().map(Lesson::id).sorted().toList(), ids);
    PythonColumn.all()
        .filter(PythonColumn::differs)
        .forEach(row -> assertNotEquals(PythonColumn.NONE, row.mask(), row.id()));
  }

  @ParameterizedTest
  @MethodSource("comparedRows")
  void ourSidesPrintWhatPythonPrints(PythonColumn row) throws Exception {
    var expected = row.normal(python(row));
    assertFalse(expected.isEmpty(), "Python prints nothing");
    Map<String, List<String>> different = new TreeMap<>();
    for (var brother : Catalogue.load().samples().get(row.id())) {
      if (row.isFor(brother.module())) {
        var printed = row.normal(CapturedOutput.of(brother.create(), words(row.options())));
        if (!printed.equals(expected)) {
          different.put(brother.module().toString(), printed);
        }
      }
    }
    assertTrue(different.isEmpty(), () -> different + " and not as Python " + expected);
  }

  @ParameterizedTest
  @MethodSource("differentRows")
  void aProgramThatIsNotComparedRunsAllTheSame(PythonColumn row) throws Exception {
    assertFalse(python(row).isEmpty());
  }

  private static Stream<PythonColumn> differentRows() throws IOException {
    return PythonColumn.all().filter(PythonColumn::differs);
  }

  /** The lines that a lesson's Python program prints. */
  private static List<String> python(PythonColumn row) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-I", "-X", "utf8"));
    command.add(ROOT.resolve("docs/python").resolve(row.id() + ".py").toString());
    command.addAll(List.of(words(row.arguments())));
    var printed = Files.createTempFile("python", ".txt");
    var failure = Files.createTempFile("python", ".err");
    try {
      var process = start(command, printed, failure);
      boolean ended = process.waitFor(50, SECONDS);
      process.destroyForcibly();
      assertTrue(ended, "it does not end");
      assertEquals(0, process.exitValue(), Files.readString(failure));
      return Files.readString(printed, UTF_8).lines().map(String::stripTrailing).toList();
    } finally {
      Files.delete(printed);
      Files.delete(failure);
    }
  }

  private static Process start(List<String> command, Path printed, Path failure) {
    try {
      var builder = new ProcessBuilder(command).directory(printed.getParent().toFile());
      builder.redirectOutput(printed.toFile()).redirectError(failure.toFile());
      var process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      return abort("there is no python3 here: " + e.getMessage());
    }
  }

  private static String[] words(String text) {
    var base = server.url("").toString();
    return text.equals(PythonColumn.NONE) ? new String[0] : text.replace("{url}", base).split(" ");
  }
}
