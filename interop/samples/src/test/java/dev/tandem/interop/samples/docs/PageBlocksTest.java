package dev.tandem.interop.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages show of sources and runs is what these say; {@code mvn -q -Prefresh test} fills
 * all pages anew.
 */
class PageBlocksTest {
  private static final String REFRESH =
      "mvn -q -Prefresh -pl interop/samples -am test -Dtest=PageBlocksTest";

  @BeforeAll
  static void fillWhereThatIsAskedFor() throws Exception {
    if (Boolean.getBoolean("refresh")) {
      for (var page : Page.all()) {
        var filled = Block.filled(page);
        if (!filled.equals(page.lines())) {
          Files.writeString(page.file(), String.join("\n", filled) + "\n");
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyBlockIsWhatItsSourceSays() throws IOException {
    var blocks = Page.all().stream().flatMap(page -> Block.of(page).stream()).toList();
    assertTrue(blocks.stream().anyMatch(block -> block.page().name().equals("README.md")));
    return blocks.stream().map(block -> dynamicTest(block.toString(), () -> check(block)));
  }

  private static void check(Block block) throws IOException {
    List<String> expected;
    try {
      expected = Contents.of(block);
    } catch (IllegalArgumentException e) {
      throw new AssertionError(block + ": " + e.getMessage(), e);
    }
    assertTrue(
        expected.equals(block.text()),
        () ->
            "%s is not what its source says, first in \"%s\"; '%s' fills it anew"
                .formatted(block, firstDifference(expected, block.text()), REFRESH));
  }

  private static String firstDifference(List<String> source, List<String> page) {
    int line = 0;
    while (line < source.size() && line < page.size() && source.get(line).equals(page.get(line))) {
      line++;
    }
    return line < source.size() ? source.get(line) : page.get(line);
  }

  @Test
  void anEmptyBlockIsFilled(@TempDir Path folder) throws Exception {
    var page = page(folder, "<!-- lesson: hello -->", "<!-- end -->", "after it");
    var filled = Block.filled(page);
    assertTrue(filled.contains("```python"), filled::toString);
    assertTrue(filled.contains("```kotlin"), filled::toString);
    assertEquals("after it", filled.get(filled.size() - 1));
    var again = new Page(page.file(), filled);
    assertEquals(filled, Block.filled(again));
  }

  @Test
  void labelsAreChineseAndLinksOneFolderDeeperInTheFolderZh() throws Exception {
    var file = Repository.ROOT.resolve("docs/tutorials/zh/06-pipelines.md");
    var page = new Page(file, List.of("<!-- lesson: queue-workers -->", "<!-- end -->"));
    var filled = String.join("\n", Block.filled(page));
    assertTrue(filled.contains("(../../python/queue-workers.py)"), filled);
    assertTrue(filled.contains("**两者** · "), filled);
    assertTrue(filled.contains("用到 `dev.tandem.threads.JoinableQueue`"), filled);
  }

  @Test
  void aChangedLineIsReportedWithPageLineAndSource(@TempDir Path folder) throws Exception {
    var page = page(folder, "# title", "<!-- lesson: hello -->", "hand-written", "<!-- end -->");
    var failure = assertThrows(AssertionError.class, () -> check(Block.of(page).get(0)));
    assertTrue(
        failure.getMessage().contains("line 2: the lesson hello is not what its source says"),
        failure::getMessage);
  }

  @Test
  void aBlockWithoutSourceOrEndIsRefused(@TempDir Path folder) throws Exception {
    var unknown = page(folder, "<!-- output: nobody -->", "<!-- end -->");
    assertThrows(AssertionError.class, () -> check(Block.of(unknown).get(0)));
    var code = page(folder, "text", "```kotlin", "val x = 1", "```");
    assertThrows(AssertionError.class, () -> check(Block.of(code).get(0)));
    var open = page(folder, "<!-- lesson: hello -->", "text");
    assertThrows(IllegalStateException.class, () -> Block.of(open));
  }

  @Test
  void whatAFenceShowsIsNoBlock(@TempDir Path folder) throws Exception {
    var page = page(folder, "````text", "<!-- lesson: hello -->", "```java", "````");
    assertEquals(List.of(), Block.of(page));
  }

  private static Page page(Path folder, String... lines) throws IOException {
    return Page.read(Files.write(folder.resolve("page.md"), List.of(lines)));
  }
}
