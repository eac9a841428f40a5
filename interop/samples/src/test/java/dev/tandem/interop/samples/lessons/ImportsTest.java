package dev.tandem.interop.samples.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportsTest {
  @Test
  void theImportsWhoseNamesOccurInTheCodeAreNamed() {
    var java =
        """
        import static java.util.concurrent.TimeUnit.SECONDS;
        import dev.tandem.samples.Stage;
        import java.util.ArrayList;
        import java.util.List;
        import picocli.CommandLine.Option;
        """;
    assertEquals(
        List.of("static java.util.concurrent.TimeUnit.SECONDS", "java.util.List"),
        Imports.used(java, "List<Stage> f(@Option long n) { // no ArrayList\n SECONDS; }", false));
    assertEquals(
        List.of("kotlin.time.measureTime", "a.Queue as Line"),
        Imports.used(
            "import kotlin.time.measureTime\nimport a.Queue as Line\nimport kotlin.math.min",
            "val t = measureTime { Line() }",
            false));
  }

  @Test
  void ofPythonTheModulesAreNamed() {
    var python = "import asyncio\nimport time\nfrom concurrent.futures import Future, Executor\n";
    assertEquals(
        List.of("asyncio", "concurrent.futures"),
        Imports.used(python, "print('#' * 3, asyncio, Executor)  # no time", true));
  }

  @Test
  void noLessonUsesWhatTheSamplesShare() {
    for (var lesson : Lessons.all()) {
      for (var column : lesson.columns()) {
        var shared = column.imports().stream().filter(name -> name.contains("tandem.samples"));
        assertFalse(shared.findAny().isPresent(), column.file());
      }
    }
  }
}
