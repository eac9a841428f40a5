package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Chapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chapter's page in one language.
 *
 * @param chapter the chapter
 * @param page its page
 */
record Tutorial(Chapter chapter, Page page) {
  static final Path FOLDER = Repository.ROOT.resolve("docs/tutorials");

  /** The sections that every chapter ends with, in English. */
  static final List<String> LAST_SECTIONS =
      List.of("What differs, and why", "How each world fails", "Exercises", "Where it comes from");

  /** The name of a chapter's file, in every language. */
  static String fileName(Chapter chapter) {
    return "%02d-%s.md".formatted(chapter.number(), Anchors.slug(chapter.title()));
  }

  static Path file(Chapter chapter, Language language) {
    var folder = language == Language.ENGLISH ? FOLDER : FOLDER.resolve("zh");
    return folder.resolve(fileName(chapter));
  }

  /** The chapters that are there, in their order. */
  static List<Tutorial> in(Language language) throws IOException {
    var tutorials = new ArrayList<Tutorial>();
    for (var chapter : Chapter.values()) {
      var file = file(chapter, language);
      if (Files.exists(file)) {
        tutorials.add(new Tutorial(chapter, Page.read(file)));
      }
    }
    return tutorials;
  }

  /** All chapters in both languages, that are there. */
  static Stream<Tutorial> all() throws IOException {
    return Stream.concat(in(Language.ENGLISH).stream(), in(Language.CHINESE).stream());
  }

  /** The blocks that are named in comments. */
  List<Block> blocks() {
    return Block.of(page).stream().filter(block -> block.source().isPresent()).toList();
  }

  /** The sources of one kind of block, in their order. */
  List<String> sources(Block.Kind kind) {
    return blocks().stream()
        .filter(block -> block.kind() == kind)
        .map(block -> block.source().orElseThrow())
        .toList();
  }

  List<Page.Heading> sections() {
    return page.headings().stream().filter(heading -> heading.level() == 2).toList();
  }

  /** The number of the section that a line stands in, from 0; -1 above the first. */
  int sectionOf(int line) {
    return (int) sections().stream().filter(section -> section.line() <= line).count() - 1;
  }

  @Override
  public String toString() {
    return page.name();
  }
}
