package dev.tandem.interop.samples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TandemTest {
  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void listNamesEverySampleOnceWithItsModules() throws Exception {
    var list = json(Run.tandem("list", "--json").out());
    var ids = new HashSet<String>();
    for (var sample : list) {
      assertEquals(
          Set.of("chapter", "chapterTitle", "id", "title", "modules"),
          Set.copyOf(fieldNames(sample)));
      assertTrue(ids.add(sample.get("id").asText()), sample.toString());
      assertFalse(sample.get("modules").isEmpty());
    }
    assertTrue(ids.containsAll(List.of("blog-crawler", "hello")));
  }

  @Test
  void listTellsWhichModulesHaveASample() throws Exception {
    for (var sample : json(Run.tandem("list", "--json").out())) {
      if (sample.get("id").asText().equals("blog-crawler")) {
        assertEquals("[\"threads\",\"coroutines\",\"interop\"]", sample.get("modules").toString());
      }
    }
  }

  private static List<String> fieldNames(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  @Test
  void listWithoutJsonIsATable() {
    var list = Run.tandem("list");
    assertTrue(
        list.out()
            .lines()
            .anyMatch(l -> l.matches("\\| +1 \\| hello +\\| Say hello.*threads, coroutines.*")),
        list.out());
  }

  @Test
  void runPlaysASampleInTheFirstModuleThatHasIt() {
    var run = Run.tandem("run", "hello", "--speed", "100");
    assertEquals(new Run(0, "hello%n".formatted(), ""), run);
  }

  @Test
  void runPlaysASampleInTheModuleAskedFor() {
    for (var module : List.of("threads", "coroutines", "Threads")) {
      assertEquals(0, Run.tandem("run", "hello", "--in", module, "--speed", "100").exitCode());
      assertEquals(0, Run.tandem("run", "--in=" + module, "hello", "--speed=100").exitCode());
    }
  }

  @Test
  void compareShowsTheModulesSideBySide() throws Exception {
    var data = json(Run.tandem("compare", "hello", "--json", "--speed", "100").out());
    assertEquals("hello", data.get("sample").asText());
    assertEquals("threads", data.get("modules").get(0).get("module").asText());
    assertEquals("coroutines", data.get("modules").get(1).get("module").asText());
    assertEquals("[\"hello\"]", data.get("modules").get(1).get("output").toString());
    assertTrue(data.get("modules").get(1).get("seconds").isDouble());
  }

  @Test
  void compareOfTheCrawlersMeasuresEveryStrategyOnTheSamePages() throws Exception {
    var run = Run.tandem("compare", "blog-crawler", "--json", "--pages=7", "--latency=1ms");
    assertEquals(0, run.exitCode(), run.err());
    var data = json(run.out());
    assertEquals(List.of("sample", "input", "strategies", "failures"), fieldNames(data));
    var modules = new HashSet<String>();
    for (var strategy : data.get("strategies")) {
      assertEquals(
          List.of(
              "module",
              "name",
              "ok",
              "failed",
              "bytes",
              "seconds",
              "speedup",
              "limitShare",
              "peakThreads"),
          fieldNames(strategy));
      assertEquals(7, strategy.get("ok").asInt());
      assertEquals(data.get("strategies").get(0).get("bytes"), strategy.get("bytes"));
      modules.add(strategy.get("module").asText());
    }
    assertEquals(Set.of("threads", "coroutines", "interop"), modules);
  }

  @Test
  void aPageThatFailsIsARowAndTheRestGoOn() throws Exception {
    var run =
        Run.tandem(
            "compare",
            "blog-crawler",
            "--pages=1",
            "--latency=1ms",
            "--url",
            "http://127.0.0.1:1/");
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("| http://127.0.0.1:1/ | connection refused |"), run.out());
    assertTrue(run.err().contains("no page could be fetched"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "run blog-crawlr            | Did you mean 'blog-crawler'?",
        "compare blog_crawler       | Did you mean 'blog-crawler'?",
        "run zzz                    | 'tandem list' names them all.",
        "run                        | name a sample first",
        "run --speed 3 hello        | name a sample first",
        "run hello --in interop     | It is in threads and coroutines.",
        "run hello --in sideways    | --in: 'sideways' is none of threads, coroutines, interop. Try",
        "run hello --in corutines   | Did you mean 'coroutines'?",
        "run hello --in=Thread      | Did you mean 'threads'?",
        "run reduction --operator summ | Did you mean 'sum'?",
        "compare reduction --operator produkt | Did you mean 'product'?",
        "help rnu                   | Did you mean 'run'?",
        "help hello                 | Try 'tandem run hello --help'.",
        "run hello --spede 3        | Did you mean '--speed'?",
        "run hello --speed fast     | 'fast'",
        "run hello --speed -2       | must be a positive number, not -2.0",
        "compare blog-crawler --pages x | 'x'",
        "compare blog-crawler --pages 0 | --pages must be at least 1, not 0",
        "lits                       | Did you mean 'list'?",
        "rnu hello                  | Did you mean 'run'?",
        "run hello extra            | Unmatched argument at index 0: 'extra'. Try",
        "run hello --in             | Missing required parameter for option '--in'",
        "member --jion 127.0.0.1:1  | Did you mean '--join'?",
        "run prime-service --per-client 0 | '0' is not a whole number of at least 1",
        "list --jsn                 | Did you mean '--json'?",
      })
  void misuseIsOneLineWithAHintAndExit2(String commandLine, String hint) {
    var run = Run.tandem(commandLine.split(" "));
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("tandem") && run.err().contains(hint), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--help,Usage: tandem",
    "help,Usage: tandem",
    "help run,Usage: tandem run <id>",
    "help list,Usage: tandem list",
    "help member,Usage: tandem member",
    "run --help,Usage: tandem run <id>",
    "compare --help,Usage: tandem compare <id>",
    "run hello --help,Usage: tandem run hello",
    "compare blog-crawler --help,--latency",
    "show hello --help,Usage: tandem show <id>",
    "show hello -h,Usage: tandem show <id>",
    "run block-the-loop --help,'documents 000 and 003, see docs/tutorials/sections.md'",
    "--version,tandem"
  })
  void helpIsPrintedOnRequest(String commandLine, String expected) {
    var run = Run.tandem(commandLine.split(" "));
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains(expected), run.out());
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    var run = Run.tandem();
    assertEquals(new Run(0, Run.tandem("--help").out(), ""), run);
  }

  @Test
  void withoutATerminalThereAreNoColoursAndNoProgress() {
    var run = Run.tandem("compare", "blog-crawler", "--pages=3", "--latency=1ms");
    assertFalse(run.out().contains("\u001b"), run.out());
    assertEquals("", run.err());
  }
}
