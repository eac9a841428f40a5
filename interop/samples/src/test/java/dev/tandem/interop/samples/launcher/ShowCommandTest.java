package dev.tandem.interop.samples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.interop.samples.lessons.Lessons;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShowCommandTest {
  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  @Test
  void theTitleComesFirstAndUnderEachFilesNameWhatTheProgramUses() {
    var lines = Run.tandem("show", "countdown", "--in", "coroutines").out().lines().toList();
    assertEquals(
        List.of("Two workers count down side by side", "", "coroutines"), lines.subList(0, 3));
    assertTrue(lines.get(3).endsWith("Countdown.kt"), lines.get(3));
    assertTrue(lines.get(4).startsWith("uses kotlinx.coroutines."), lines.get(4));
    assertTrue(lines.contains("main is called in runBlocking: one thread"));
  }

  @Test
  void onlyASuspendingMainIsSaidToBeCalledInRunBlocking() {
    assertFalse(Run.tandem("show", "countdown", "--in", "threads").out().contains("runBlocking"));
    assertFalse(
        Run.tandem("show", "with-statement", "--in", "coroutines").out().contains("runBlocking"));
  }

  @Test
  void jsonHasTheProgramsAlone() throws Exception {
    var shown = new ObjectMapper().readTree(Run.tandem("show", "countdown", "--json").out());
    var lesson = Lessons.of("countdown");
    assertEquals(List.of("id", "title", "columns"), names(shown));
    assertEquals(lesson.title(), shown.get("title").asText());
    for (int i = 0; i < lesson.columns().size(); i++) {
      var column = shown.get("columns").get(i);
      assertEquals(List.of("side", "file", "text"), names(column));
      assertEquals(lesson.columns().get(i).side().toString(), column.get("side").asText());
      assertEquals(lesson.columns().get(i).text(), column.get("text").asText());
    }
  }
}
