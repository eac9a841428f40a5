package dev.tandem.interop.samples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.interop.samples.docs.Neutral;
import dev.tandem.interop.samples.docs.RecordedRun;
import dev.tandem.interop.samples.docs.RunOptions;
import dev.tandem.interop.samples.lessons.Lesson;
import dev.tandem.interop.samples.lessons.Lessons;
import dev.tandem.interop.samples.lessons.Side;
import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Module;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The runs that the chapters show are what the lessons print: each side, run again with the
 * recorded options, but faster, prints the recorded lines. Figures with a decimal point and times
 * are any; order, and what else is, as {@link PythonColumn} says.
 */
@Timeout(60)
class RecordedRunsTest {
  private static final String FIGURES = "\\d\\d:\\d\\d:\\d\\d|\\d+[.]\\d+";

  private static final String WHO = "\\b(thread|coroutine)-\\d+";

  private static Stream<RunOptions> runs() throws IOException {
    return RunOptions.all().stream();
  }

  @Test
  void everyLessonIsRecordedOnAllItsSides() throws IOException {
    var sides = new TreeMap<String, List<Side>>();
    for (var options : RunOptions.all()) {
      sides.put(options.id(), List.copyOf(RecordedRun.read(options.id()).sides().keySet()));
    }
    assertEquals(
        Lessons.all().stream()
            .collect(
                Collectors.toMap(
                    Lesson::id,
                    lesson -> lesson.columns().stream().map(Lesson.Column::side).toList())),
        sides);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aSidePrintsWhatIsRecorded(RunOptions options) throws Exception {
    var column = columns().get(options.id());
    var recorded = RecordedRun.read(options.id()).sides();
    var different = new ArrayList<String>();
    for (var brother : Catalogue.load().samples().get(options.id())) {
      var side = Side.valueOf(brother.module().name());
      if (options.speed(side) > 0) {
        var words = new ArrayList<>(options.words(side));
        words.addAll(List.of("--speed", Double.toString(options.speed(side))));
        var printed = CapturedOutput.of(brother.create(), words.toArray(String[]::new));
        var now = normal(column, brother.module(), printed);
        var then = normal(column, brother.module(), recorded.get(side));
        if (!now.equals(then)) {
          different.add("%s prints %s, recorded is %s".formatted(side, now, then));
        }
      }
    }
    assertTrue(different.isEmpty(), () -> options.id() + ": " + different);
  }

  /** Lines as they are compared; which thread or coroutine comes first is open in interop. */
  private static List<String> normal(PythonColumn column, Module module, List<String> lines) {
    var neutral = Neutral.of(lines).stream().map(line -> line.replaceAll(FIGURES, "…")).toList();
    var normal = column.normal(neutral);
    return column.isFor(module)
        ? normal
        : normal.stream().map(line -> line.replaceAll(WHO, "…")).sorted().toList();
  }

  private static Map<String, PythonColumn> columns() throws IOException {
    return PythonColumn.all().collect(Collectors.toMap(PythonColumn::id, Function.identity()));
  }
}
