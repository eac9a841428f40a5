package dev.tandem.interop.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tandem.interop.samples.lessons.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs that show how each world fails fail as they say they do. */
@Execution(ExecutionMode.SAME_THREAD)
class FailingProgramsTest {
  private static final int BOUND_SECONDS = 30;

  private static Stream<FailingProgram> programs() throws IOException {
    return FailingProgram.all().stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramPrintsAndEndsAsItSays(FailingProgram program, @TempDir Path folder)
      throws Exception {
    var printed = folder.resolve("printed.txt");
    var process = start(command(program), printed);
    boolean ended = process.waitFor(BOUND_SECONDS, SECONDS);
    process.destroyForcibly();
    var lines = Files.readString(printed, UTF_8).lines().toList();
    assertTrue(ended, () -> program + " does not end by itself, and printed " + lines);
    PrintedLines.match(program, lines)
        .ifPresent(difference -> assertTrue(false, program + ": " + difference));
    assertEquals(program.exitCode(), process.exitValue(), program + ": the exit code");
  }

  @Test
  void everyFailureIsShownOnAllSides() throws IOException {
    var sides = new TreeMap<String, EnumSet<Side>>();
    for (var program : FailingProgram.all()) {
      if (program.side() != Side.INTEROP) {
        sides
            .computeIfAbsent(program.topic(), topic -> EnumSet.noneOf(Side.class))
            .add(program.side());
      }
    }
    assertFalse(sides.isEmpty(), "there are programs");
    var lacking = new ArrayList<String>();
    sides.forEach(
        (topic, there) -> {
          var missing = EnumSet.range(Side.PYTHON, Side.COROUTINES);
          missing.removeAll(there);
          if (!missing.isEmpty()) {
            lacking.add(topic + " lacks a program of " + missing);
          }
        });
    assertEquals(List.of(), lacking);
  }

  @Test
  void everyProgramIsShownInAChapterAndOnlyInOne() throws IOException {
    var shown = new ArrayList<String>();
    for (var page : Page.under(Repository.ROOT.resolve("docs/tutorials"))) {
      if (page.language() == Language.ENGLISH) {
        Block.of(page).stream()
            .filter(block -> block.kind() == Block.Kind.PROGRAM)
            .forEach(block -> shown.add(block.source().orElseThrow()));
      }
    }
    assertEquals(
        FailingProgram.all().stream().map(FailingProgram::toString).sorted().toList(),
        shown.stream().sorted().toList());
  }

  private static List<String> command(FailingProgram program) {
    if (program.side() == Side.PYTHON) {
      return List.of("python3", "-I", "-X", "utf8", program.file().toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-cp",
        System.getProperty("java.class.path"),
        program.mainClass());
  }

  private static Process start(List<String> command, Path printed) {
    try {
      var builder = new ProcessBuilder(command).directory(printed.getParent().toFile());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().remove("JAVA_TOOL_OPTIONS"); // it would be printed
      var process = builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      return command.get(0).equals("python3")
          ? abort("there is no python3 here: " + e.getMessage())
          : abort("there is no java here: " + e.getMessage());
    }
  }
}
