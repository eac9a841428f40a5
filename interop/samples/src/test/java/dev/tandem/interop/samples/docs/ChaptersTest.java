package dev.tandem.interop.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.docs.Block.Kind;
import dev.tandem.interop.samples.lessons.Chapter;
import dev.tandem.interop.samples.lessons.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tutorials are complete, in both languages, and every chapter has the same shape. */
class ChaptersTest {
  private static Stream<Tutorial> tutorials() throws IOException {
    return Tutorial.all();
  }

  private static Stream<Tutorial> englishTutorials() throws IOException {
    return Tutorial.in(Language.ENGLISH).stream();
  }

  @ParameterizedTest
  @EnumSource
  void everyChapterHasAPageInBothLanguages(Chapter chapter) {
    for (var language : Language.values()) {
      var file = Tutorial.file(chapter, language);
      assertTrue(Files.exists(file), () -> "there is no " + Repository.name(file));
    }
  }

  @Test
  void everyPageOfAChapterIsAChapter() throws IOException {
    var names = Arrays.stream(Chapter.values()).map(Tutorial::fileName).toList();
    for (var page : Page.under(Tutorial.FOLDER)) {
      var name = page.file().getFileName().toString();
      boolean chapter = name.matches("\\d.*") || page.language() == Language.CHINESE;
      assertTrue(!chapter || names.contains(name), () -> page.name() + " is no chapter");
    }
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void aChapterShowsItsSamplesInTheirOrderEachOnce(Tutorial tutorial) {
    assertEquals(tutorial.chapter().samples(), tutorial.sources(Kind.LESSON));
    assertEquals(tutorial.chapter().samples(), tutorial.sources(Kind.OUTPUT));
    assertFalse(tutorial.sources(Kind.TIMELINE).isEmpty(), "it has no timeline");
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void aSamplesBlocksStandInASectionThatNamesIt(Tutorial tutorial) {
    var sections = tutorial.sections();
    for (var block : tutorial.blocks()) {
      int section = tutorial.sectionOf(block.line());
      if (EnumSet.of(Kind.LESSON, Kind.OUTPUT, Kind.TIMELINE).contains(block.kind())) {
        var id = block.source().orElseThrow();
        assertTrue(
            section >= 0 && named(sections.get(section)).contains(id), () -> block + ": section");
      }
      if (block.kind() == Kind.PROGRAM) {
        assertEquals(sections.size() - 3, section, block + ": section");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void aChapterHasASectionForEachSampleAndFourMore(Tutorial tutorial) {
    var sections = tutorial.sections();
    int last = sections.size() - Tutorial.LAST_SECTIONS.size();
    assertEquals(
        tutorial.chapter().samples(),
        sections.subList(0, last).stream().flatMap(heading -> named(heading).stream()).toList());
    if (tutorial.page().language() == Language.ENGLISH) {
      assertEquals(
          Tutorial.LAST_SECTIONS,
          sections.subList(last, sections.size()).stream().map(Page.Heading::text).toList());
    }
  }

  /** The samples whose ids stand in a heading. */
  private static List<String> named(Page.Heading heading) {
    return Pattern.compile("`([a-z-]+)`")
        .matcher(heading.text())
        .results()
        .map(id -> id.group(1))
        .filter(id -> Chapter.of(id).isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void aChapterIsNumberedAndLeadsToItsNeighbours(Tutorial tutorial) {
    var chapter = tutorial.chapter();
    var page = tutorial.page();
    boolean english = page.language() == Language.ENGLISH;
    var title = page.lines().get(0);
    assertTrue(title.startsWith("# " + chapter.number() + ". "), title);
    assertTrue(!english || title.replace("`", "").endsWith(". " + chapter.title()), title);
    var targets = page.links().stream().map(Page.Link::target).toList();
    var wanted = new ArrayList<String>();
    wanted.add(english ? "../README.md" : "../../README.md");
    wanted.add((english ? "zh/" : "../") + Tutorial.fileName(chapter));
    Arrays.stream(Chapter.values())
        .filter(other -> Math.abs(other.number() - chapter.number()) == 1)
        .forEach(other -> wanted.add(Tutorial.fileName(other)));
    wanted.forEach(
        link -> assertTrue(targets.contains(link), () -> tutorial + " does not lead to " + link));
  }

  @ParameterizedTest
  @MethodSource("tutorials")
  void everyWorldFails(Tutorial tutorial) throws IOException {
    var sides = EnumSet.noneOf(Side.class);
    for (var source : tutorial.sources(Kind.PROGRAM)) {
      sides.add(FailingProgram.read(Repository.ROOT.resolve(source)).side());
    }
    assertTrue(
        sides.containsAll(EnumSet.range(Side.PYTHON, Side.COROUTINES)), () -> "only " + sides);
  }

  @ParameterizedTest
  @MethodSource("englishTutorials")
  void threeExercisesLeadToTheirSolutions(Tutorial tutorial) {
    int exercises = tutorial.sections().size() - 2;
    long links =
        tutorial.page().links().stream()
            .filter(link -> tutorial.sectionOf(link.line()) == exercises)
            .count();
    assertTrue(links >= 3, () -> tutorial + " has " + links + " links in its exercises");
  }

  @ParameterizedTest
  @MethodSource("englishTutorials")
  void theChinesePageShowsTheSame(Tutorial english) throws IOException {
    var chinese = Tutorial.file(english.chapter(), Language.CHINESE);
    assertTrue(Files.exists(chinese), () -> english + " has no Chinese page");
    var twin = new Tutorial(english.chapter(), Page.read(chinese));
    assertEquals(shown(english), shown(twin), twin::toString);
    assertEquals(
        english.sections().stream().map(ChaptersTest::named).toList(),
        twin.sections().stream().map(ChaptersTest::named).toList(),
        twin + ": its sections");
  }

  private static List<String> shown(Tutorial tutorial) {
    return tutorial.blocks().stream()
        .map(block -> block.kind() + " " + block.source().orElseThrow())
        .toList();
  }

  @Test
  void theStartPageNamesEveryChapterInBothLanguages() throws IOException {
    var links =
        Page.read(Repository.ROOT.resolve("docs/README.md")).links().stream()
            .map(Page.Link::target)
            .toList();
    for (var chapter : Chapter.values()) {
      assertTrue(links.contains("tutorials/" + Tutorial.fileName(chapter)), chapter::toString);
      assertTrue(links.contains("tutorials/zh/" + Tutorial.fileName(chapter)), chapter::toString);
    }
  }

  @Test
  void everySectionOfTheDocumentsHasItsChapterAndEveryChapterHasSections() throws IOException {
    var chapters = Arrays.stream(Chapter.values()).map(Tutorial::fileName).toList();
    var page = Page.read(Tutorial.FOLDER.resolve("sections.md"));
    var rows =
        page.lines().stream().filter(line -> line.matches("\\| \\d[^|]*(\\|[^|]*){2}\\|")).toList();
    assertTrue(rows.size() > 80, () -> "only " + rows.size() + " sections");
    for (var row : rows) {
      var cells = row.split("\\|");
      assertEquals(4, cells.length, row);
      assertTrue(cells[3].contains("](") || cells[3].contains("–"), row);
    }
    var named =
        page.links().stream()
            .map(link -> link.target().replaceFirst("#.*", ""))
            .filter(target -> target.matches("\\d.*"))
            .distinct()
            .sorted()
            .toList();
    assertEquals(chapters, named);
  }
}
