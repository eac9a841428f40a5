package dev.tandem.interop.samples.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import dev.tandem.interop.samples.lessons.Chapter;
import dev.tandem.samples.Module;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CatalogueTest {
  private static final Entry HELLO = new Entry("hello", Module.THREADS, "a.Hello", "Say hello");

  @Test
  void theListThatTheBuildWroteNamesEverySampleThatThereIs() {
    var listed = Catalogue.load().samples().values().stream().flatMap(Collection::stream).toList();
    assertEquals(Set.copyOf(CatalogueIndexer.entries()), Set.copyOf(listed));
    assertEquals(CatalogueIndexer.entries().size(), listed.size());
  }

  @Test
  void samplesAreListedInTheOrderInWhichTheyAreRead() {
    var chapters = Stream.of(Chapter.values()).flatMap(chapter -> chapter.samples().stream());
    assertEquals(chapters.toList(), List.copyOf(Catalogue.load().samples().keySet()));
  }

  @Test
  void everySampleOfTheListCanBeMadeAndIsWhatTheListSays() {
    for (var brothers : Catalogue.load().samples().values()) {
      for (var entry : brothers) {
        assertEquals(entry, Entry.of(entry.create()));
      }
    }
  }

  @Test
  void aLineOfTheListIsReadAsItWasWritten() {
    assertEquals(HELLO, Entry.parse(HELLO.line()));
  }

  @Test
  void anIdThatTwoSamplesOfOneModuleHaveEndsTheBuild() {
    assertRefused(
        "two samples of one module are called hello",
        HELLO,
        new Entry("hello", Module.THREADS, "a.Other", "Say hello"));
  }

  @Test
  void aSampleWithTwoTitlesEndsTheBuild() {
    assertRefused(
        "hello has two titles: 'Say hello' and 'Say goodbye'",
        HELLO,
        new Entry("hello", Module.INTEROP, "b.Hello", "Say goodbye"));
  }

  @Test
  void aTitleOfTwoLinesEndsTheBuild() {
    assertRefused(
        "hello has a title of more than one line",
        new Entry("hello", Module.THREADS, "a.Hello", "Say\nhello"));
  }

  private static void assertRefused(String message, Entry... entries) {
    var refusal =
        assertThrows(IllegalStateException.class, () -> CatalogueIndexer.require(List.of(entries)));
    assertEquals(message, refusal.getMessage());
  }
}
