package dev.tandem.interop.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every link in a page to another file of the repository, or to a heading, leads there. */
class PageLinksTest {
  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var anchors = new HashMap<Path, Set<String>>();
    var broken = new ArrayList<String>();
    int followed = 0;
    for (var page : Page.all()) {
      for (var link : page.links()) {
        followed++;
        problem(page, link.target(), anchors)
            .ifPresent(
                problem ->
                    broken.add("%s, line %d: %s".formatted(page.name(), link.line(), problem)));
      }
    }
    assertTrue(followed > 100, "links are found");
    assertEquals(List.of(), broken);
  }

  private static Optional<String> problem(Page page, String target, Map<Path, Set<String>> anchors)
      throws IOException {
    if (target.contains("://") || target.startsWith("mailto:")) {
      return Optional.empty();
    }
    var parts = target.split("#", 2);
    var file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
    if (!file.startsWith(Repository.ROOT) || !Files.exists(file)) {
      return Optional.of("the link to " + target + " leads nowhere");
    }
    if (parts.length == 1 || parts[1].matches("L\\d+(-L\\d+)?")) {
      return Optional.empty();
    }
    if (!file.toString().endsWith(".md")) {
      return Optional.of("the link to " + target + " names a place in what is no page");
    }
    if (!anchors.containsKey(file)) {
      anchors.put(file, Anchors.of(Page.read(file)));
    }
    return anchors.get(file).contains(parts[1])
        ? Optional.empty()
        : Optional.of("there is no heading for " + target);
  }

  @Test
  void anchorsAreGitHubs() {
    assertEquals(
        "queue-workers-what-the-sample-shows",
        Anchors.slug("`queue-workers`: what the sample shows"));
    assertEquals("6-pipelines", Anchors.slug("6. Pipelines"));
    assertEquals("tothread-dispatchersvirtual", Anchors.slug("`toThread`, `Dispatchers.Virtual`"));
    assertEquals("what-differs-and-why", Anchors.slug("What differs, and why"));
    assertEquals("队列谁结束谁", Anchors.slug("队列：谁结束谁？"));
    assertEquals("with-是什么", Anchors.slug("`with` 是什么"));
    assertEquals("a--b", Anchors.slug("[a](x.md) & b"));
  }

  @Test
  void aSecondHeadingOfTheSameNameIsNumbered() {
    var page =
        new Page(Repository.ROOT.resolve("x.md"), List.of("# A", "## A", "```", "# A", "```"));
    assertEquals(List.of("a", "a-1"), Anchors.ofHeadings(page));
  }

  @Test
  void linksInCodeAreNotFollowed() {
    var page =
        new Page(Repository.ROOT.resolve("x.md"), List.of("`[a](b)` and [c](d.md) ![e](f.png)"));
    assertEquals(List.of("d.md", "f.png"), page.links().stream().map(Page.Link::target).toList());
    assertFalse(page.links().isEmpty());
  }
}
