package dev.tandem.interop.samples.catalogue;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import dev.tandem.interop.samples.lessons.Lesson;
import dev.tandem.interop.samples.lessons.LessonIndexer;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import io.github.classgraph.ClassGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of the build: finds each concrete {@link Sample} below {@code dev.tandem} that carries a
 * {@link CatalogueEntry}, and writes the list that {@link Catalogue} reads. There is no list to add
 * a sample to, and none that is scanned for at the start. What is wrong with a sample's entry ends
 * the build.
 */
public final class CatalogueIndexer {
  private CatalogueIndexer() {}

  /**
   * Writes the index.
   *
   * @param args the folder of this module's classes, and the root of the repository
   */
  public static void main(String[] args) throws IOException {
    var classes = Path.of(args[0]);
    var index = classes.resolve(Catalogue.INDEX);
    Files.createDirectories(index.getParent());
    Files.write(index, entries().stream().map(Entry::line).toList());
    writeLessons(classes, new LessonIndexer(Path.of(args[1])));
  }

  private static void writeLessons(Path classes, LessonIndexer indexer) throws IOException {
    var lessons = new ArrayList<Lesson>();
    for (var brothers : Catalogue.load().samples().values()) {
      lessons.add(indexer.lesson(brothers.stream().map(Entry::create).toList()));
    }
    indexer.write(lessons, classes);
  }

  /** The samples on the class path, by id and module. */
  static List<Entry> entries() {
    try (var scan = new ClassGraph().acceptPackages("dev.tandem").enableAnnotationInfo().scan()) {
      var entries =
          scan.getClassesWithAnnotation(CatalogueEntry.class).loadClasses(Sample.class).stream()
              .map(type -> Entry.of(create(type)))
              .sorted(comparing(Entry::id).thenComparing(Entry::module))
              .toList();
      require(entries);
      return entries;
    }
  }

  private static Sample create(Class<Sample> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          type.getName() + " has no public constructor without arguments", e);
    }
  }

  /**
   * Requires that samples of one id are one example: one title, and no two in the same module.
   *
   * @throws IllegalStateException otherwise, naming the sample
   */
  static void require(List<Entry> entries) {
    entries.stream().collect(groupingBy(Entry::id)).values().forEach(CatalogueIndexer::brothers);
  }

  private static void brothers(List<Entry> brothers) {
    var first = brothers.get(0);
    if (brothers.stream().map(Entry::module).distinct().count() < brothers.size()) {
      throw new IllegalStateException("two samples of one module are called " + first.id());
    }
    for (var brother : brothers) {
      if (!brother.title().equals(first.title())) {
        throw new IllegalStateException(
            "%s has two titles: '%s' and '%s'"
                .formatted(first.id(), first.title(), brother.title()));
      }
      if (brother.line().chars().filter(c -> c < ' ').count() != 3) { // its own three tabs
        throw new IllegalStateException(first.id() + " has a title of more than one line");
      }
    }
  }
}
