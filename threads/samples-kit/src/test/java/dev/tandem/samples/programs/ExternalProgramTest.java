package dev.tandem.samples.programs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ExternalProgramTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Transcript transcript =
      new Transcript(new PrintStream(shown, true, StandardCharsets.UTF_8));

  @Test
  void whatWasWrittenIsReadAfterTheProgramHasEnded() throws Exception {
    try (var program = shell("echo one; echo two >&2; exit 4")) {
      assertEquals(4, program.exit().get(20, SECONDS));
      assertEquals(List.of("one"), program.output());
      assertEquals(List.of("two"), program.errors());
    }
  }

  @Test
  void textIsUtf8BothWays() throws Exception {
    try (var program = ExternalProgram.start(ProgramOptions.ECHO)) {
      program.write(List.of("Äpfel", "梨"));
      assertEquals(List.of("Äpfel", "梨"), program.output());
    }
  }

  @Test
  void inputThatNobodyReadsIsDropped() throws Exception {
    try (var program = shell("exit 5")) {
      program.write(Collections.nCopies(1_000, "x".repeat(1_000)));
      assertEquals(5, program.exit().get(20, SECONDS));
    }
  }

  @Test
  void aTalkIsShownLineByLine() throws Exception {
    try (var program = ExternalProgram.start(ProgramOptions.ECHO)) {
      program.converse(List.of("a", "b"), transcript);
      assertEquals(List.of(), program.output());
      assertEquals(List.of("  > a", "  < a", "  > b", "  < b"), shown());
    }
  }

  @Test
  void aTalkThatTheProgramEndsFails() throws Exception {
    try (var program = shell("read first; echo so; read second")) {
      var end =
          assertThrows(
              EOFException.class, () -> program.converse(List.of("a", "b", "c"), transcript));
      assertEquals(
          "'sh -c read first; echo so; read second' does not answer 'b'", end.getMessage());
      assertEquals(List.of("  > a", "  < so", "  > b"), shown());
    }
  }

  @Test
  void closingEndsTheProgramAndThoseThatItStarted() throws Exception {
    var program = shell("sleep 3600 & read line; echo $!; wait");
    long pid;
    try (program) {
      program.converse(List.of("which?"), transcript);
      pid = Long.parseLong(shown().get(1).substring("  < ".length()));
      assertTrue(ProcessHandle.of(pid).isPresent());
    }
    assertEquals(List.of(), program.output()); // nobody holds the pipe any more
    assertEquals(128 + 9, program.exit().get(20, SECONDS));
    ProcessHandle.of(pid).ifPresent(ExternalProgramTest::requireEnd);
  }

  @Test
  void whoCancelsTheWaitLeavesTheProgramAlone() throws Exception {
    try (var program = ExternalProgram.start(ProgramOptions.ECHO)) {
      program.exit().cancel(true);
      program.converse(List.of("still there?"), transcript);
      assertEquals(0, program.exit().get(20, SECONDS));
    }
  }

  @Test
  void whatIsNoProgramIsNotStarted() {
    var refusal =
        assertThrows(IOException.class, () -> ExternalProgram.start(ProgramOptions.MISSING));
    assertTrue(refusal.getMessage().contains("tandem-no-such-program"), refusal.getMessage());
  }

  private static ExternalProgram shell(String script) throws IOException {
    return ExternalProgram.start(List.of("sh", "-c", script));
  }

  private static void requireEnd(ProcessHandle process) {
    process.onExit().orTimeout(20, SECONDS).join();
  }

  private List<String> shown() {
    return shown.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
