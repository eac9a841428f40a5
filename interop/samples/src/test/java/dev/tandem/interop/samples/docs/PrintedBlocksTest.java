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
    var run = new RecordedRun("id", "tandem compare id", "python3", 1, new TreeMap<>(sides));
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
    var command = "java -jar tandem.jar compare id --items 8 --timeline id.svg";
    var shown = PrintedBlocks.of(Language.ENGLISH, new RecordedRun("id", command, "", 1, sides));
    assertEquals("Run with `--items 8`, and Python with the same inputs.", shown.get(0));
  }

  @Test
  void sidesThatDifferAreShownOneByOne() {
    var expected = new ArrayList<>(block("Python prints", "a"));
    expected.addAll(block("Both print", "b"));
    assertEquals(
        expected, of(Language.ENGLISH, Map.of(PYTHON, List.of("a"), INTEROP, List.of("b"))));
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
