package dev.tandem.interop.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.lessons.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintedLinesTest {
  private static boolean match(boolean ordered, List<String> expected, List<String> printed) {
    var program = new FailingProgram(Path.of("lost.py"), "", expected, ordered, 0);
    return PrintedLines.match(program, printed).isEmpty();
  }

  @Test
  void anEllipsisStandsForAnyTextWithinALine() {
    assertTrue(match(true, List.of("a … (c)", "…", "d"), List.of("a b+ (c)", "", "d")));
    assertFalse(match(true, List.of("a …"), List.of("a b", "c")));
    assertFalse(match(true, List.of("a.c"), List.of("abc")));
  }

  @Test
  void theOrderMattersUnlessItIsSaidToBeOpen() {
    assertFalse(match(true, List.of("a", "b"), List.of("b", "a")));
    assertTrue(match(false, List.of("…", "a", "b"), List.of("b", "a", "c")));
    assertFalse(match(false, List.of("a", "b"), List.of("b", "b")));
  }

  @Test
  void stackTracesAreLeftOut() {
    var java =
        List.of("Exception in thread", "\tat a.B.c(B.java:1)", "Caused by: x", "\t... 3 more");
    assertEquals(List.of("Exception in thread", "Caused by: x"), PrintedLines.withoutTraces(java));
    var python =
        List.of(
            "Traceback (most recent call last):",
            "  File \"a.py\", line 1, in <module>",
            "    f(1)",
            "    ~^^^",
            "  File \"<frozen>\", line 2, in f",
            "ValueError: 1 ");
    assertEquals(List.of("ValueError: 1"), PrintedLines.withoutTraces(python));
  }

  @Test
  void aProgramsFileNamesItsTopicAndItsSide() {
    var python = new FailingProgram(Path.of("one-at-a-time.py"), "", List.of(), true, 0);
    assertEquals("OneAtATime", python.topic());
    assertEquals(Side.PYTHON, python.side());
    var bridge =
        new FailingProgram(Path.of("OneAtATimeAcrossTheBridge.java"), "", List.of(), true, 0);
    assertEquals("OneAtATime", bridge.topic());
    assertEquals(Side.INTEROP, bridge.side());
  }

  @Test
  void theCommentAtTheEndSaysWhatIsPrinted(@TempDir Path folder) throws Exception {
    var file =
        Files.write(
            folder.resolve("LostUpdateInCoroutines.kt"),
            List.of(
                "// snippet: program",
                "fun main() = error(1)",
                "// end",
                "",
                "// Unordered output:",
                "// Exception: 1",
                "//",
                "//   b",
                "// Exit: 1"));
    var program = FailingProgram.read(file);
    assertEquals(List.of("Exception: 1", "", "  b"), program.output());
    assertEquals(1, program.exitCode());
    assertEquals("LostUpdate", program.topic());
    assertEquals(Side.COROUTINES, program.side());
    assertFalse(program.ordered());
    assertTrue(program.mainClass().endsWith(".LostUpdateInCoroutinesKt"));
    var silent = Files.write(folder.resolve("a.py"), List.of("# snippet: program", "1", "# end"));
    assertThrows(IllegalArgumentException.class, () -> FailingProgram.read(silent));
  }
}
