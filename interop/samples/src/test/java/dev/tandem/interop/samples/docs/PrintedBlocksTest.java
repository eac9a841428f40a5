package dev.tandem.interop.samples.docs;

import static dev.tandem.interop.samples.lessons.Side.COROUTINES;
import static dev.tandem.interop.samples.lessons.Side.INTEROP;
import static dev.tandem.interop.samples.lessons.Side.PYTHON;
import static dev.tandem.interop.samples.lessons.Side.THREADS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.interop.samples.lessons.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrintedBlocksTest {
  private static List<String> of(Language language, Map<Side, List<String>> sides) {
    var run = new RecordedRun("id", "tandem compare id", "python3 id.py", 1, new TreeMap<>(sides));
    return PrintedBlocks.of(language, run);
  }

  private static List<String> block(String head, String... lines) {
    var block = new ArrayList<>(List.of("**" + head + "**", "", "```text"));
    block.addAll(List.of(lines));
    block.addAll(List.of("```", ""));
    return block;
  }

  @Test
  void sidesThatPrintTheSameAreOneBlock() {
    var sides = Map.of(PYTHON, List.of("a"), THREADS, List.of("a"), COROUTINES, List.of("a"));
    assertEquals(block("Python, Java and Kotlin print", "a"), of(Language.ENGLISH, sides));
    assertEquals(block("Python、Java 和 Kotlin 的输出", "a"), of(Language.CHINESE, sides));
  }

  @Test
  void optionsThatAreNotTheUsualOnesStandAbove() {
    var sides = new TreeMap<>(Map.of(PYTHON, List.of("a")));
    sides.put(THREADS, List.of("a"));
    var command = "java -jar tandem.jar compare id --items 8 --timeline id.svg";
    assertEquals(
        "Run with `--items 8`, and Python with the same inputs, `8 1`.",
        above(Language.ENGLISH, command, "python3 id.py 8 1", sides));
    assertEquals(
        "Run with `--items 8`, and Python with the same inputs.",
        above(Language.ENGLISH, command, "python3 id.py http://127.0.0.1:8080", sides));
    assertEquals(
        "Run with `--items 8`, and Python with the same inputs.",
        above(Language.ENGLISH, command, "python3 id.py" + " 0.75".repeat(20), sides));
    assertEquals(
        "Run with `--items 8`, and Python with inputs of its own.",
        above(Language.ENGLISH, command, "python3 id.py", sides));
    assertEquals(
        "运行时加了 `--items 8`，Python 用同样的输入：`8 1`。",
        above(Language.CHINESE, command, "python3 id.py 8 1", sides));
    assertEquals(
        "运行时加了 `--items 8`，Python 用的是它自己的输入。",
        above(Language.CHINESE, command, "python3 id.py", sides));
  }

  @Test
  void whatPythonIsGivenToHaveTheUsualInputsStandsAbove() {
    var sides = new TreeMap<>(Map.of(PYTHON, List.of("a"), THREADS, List.of("a")));
    var command = "java -jar tandem.jar compare id --timeline id.svg";
    assertEquals(
        "Run Python with the same inputs, `8`.",
        above(Language.ENGLISH, command, "python3 id.py 8", sides));
    assertEquals("Python 用同样的输入：`8`。", above(Language.CHINESE, command, "python3 id.py 8", sides));
    assertEquals(
        "**Python and Java print**",
        above(Language.ENGLISH, command, "python3 id.py http://127.0.0.1:8080", sides));
  }

  @Test
  void ofSeveralCommandsOnlyOptionsStandAbove() {
    var sides = new TreeMap<>(Map.of(THREADS, List.of("a"), INTEROP, List.of("b")));
    var each = "tandem run id --in threads%s; tandem run id --in interop --tasks 2";
    assertEquals(
        "Run with `--tasks 2` in the column Both.",
        above(Language.ENGLISH, each.formatted(""), "python3 id.py", sides));
    assertEquals(
        "“两者”一栏运行时加了 `--tasks 2`。",
        above(Language.CHINESE, each.formatted(""), "python3 id.py", sides));
    assertEquals(
        "Run with `--tasks 2`, and Python with the same inputs, `2`.",
        above(Language.ENGLISH, each.formatted(" --tasks 2"), "python3 id.py 2", sides));
    assertEquals(
        "Run with `--tasks 3`, and Python with the same inputs, `3`.",
        above(
            Language.ENGLISH,
            "tandem compare id --tasks 3 --timeline id.svg; " + each,
            "python3 id.py 3",
            sides));
    var usual = each.replace("%s", "").replace(" --tasks 2", "");
    assertEquals("**Java prints**", above(Language.ENGLISH, usual, "python3 id.py", sides));
  }

  private static String above(
      Language language, String command, String python, TreeMap<Side, List<String>> sides) {
    return PrintedBlocks.of(language, new RecordedRun("id", command, python, 1, sides)).get(0);
  }

  @Test
  void sidesThatDifferAreShownOneByOne() {
    var expected = new ArrayList<>(block("Python prints", "a"));
    expected.addAll(block("Both print", "b"));
    assertEquals(
        expected, of(Language.ENGLISH, Map.of(PYTHON, List.of("a"), INTEROP, List.of("b"))));
    var chinese = new ArrayList<>(block("Python 的输出", "a"));
    chinese.addAll(block("Kotlin 和两者的输出", "b"));
    var sides = Map.of(PYTHON, List.of("a"), COROUTINES, List.of("b"), INTEROP, List.of("b"));
    assertEquals(chinese, of(Language.CHINESE, sides));
  }

  @Test
  void ofALongOutputThatDiffersAtTheEndThisEndIsShown() {
    var lines = new ArrayList<>(Collections.nCopies(20, "a"));
    lines.set(19, "took 1");
    var others = new ArrayList<>(lines);
    others.set(19, "took 2");
    var shown = of(Language.ENGLISH, Map.of(PYTHON, lines, THREADS, others));
    assertEquals(
        block("Java prints the same lines as Python, but at the end", "took 2"),
        shown.subList(25, shown.size()));
  }

  @Test
  void anOutputThatDiffersInTheMiddleIsShownWhole() {
    var lines = new ArrayList<>(Collections.nCopies(20, "a"));
    lines.set(5, "b");
    var others = Collections.nCopies(20, "a");
    var shown = of(Language.ENGLISH, Map.of(PYTHON, lines, THREADS, others));
    assertEquals(
        block("Java prints", others.toArray(String[]::new)), shown.subList(25, shown.size()));
  }
}
