package dev.tandem.interop.samples.launcher;

import static java.util.Comparator.comparing;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Module;
import dev.tandem.samples.Sample;
import io.github.classgraph.ClassGraph;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every sample on the class path: each concrete {@link Sample} below {@code dev.tandem} that
 * carries a {@link CatalogueEntry}. There is no list to add it to.
 */
final class Catalogue {
  private final SortedMap<String, List<Sample>> samples;

  private Catalogue(List<Sample> found) {
    samples =
        found.stream()
            .sorted(comparing(Sample::module))
            .collect(Collectors.groupingBy(Sample::id, TreeMap::new, Collectors.toList()));
    samples.values().forEach(Catalogue::requireBrothers);
  }

  /** Finds the samples. */
  static Catalogue load() {
    try (var scan = new ClassGraph().acceptPackages("dev.tandem").enableAnnotationInfo().scan()) {
      return new Catalogue(
          scan.getClassesWithAnnotation(CatalogueEntry.class).loadClasses(Sample.class).stream()
              .map(Catalogue::create)
              .toList());
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

  /** Samples of one id are one example: one title, and no two in the same module. */
  private static void requireBrothers(List<Sample> brothers) {
    var first = brothers.get(0);
    if (brothers.stream().map(Sample::module).distinct().count() < brothers.size()) {
      throw new IllegalStateException("two samples of one module are called " + first.id());
    }
    for (var brother : brothers) {
      if (!brother.title().equals(first.title())) {
        throw new IllegalStateException(
            "%s has two titles: '%s' and '%s'"
                .formatted(first.id(), first.title(), brother.title()));
      }
    }
  }

  /** The samples by id; those of one id in the order of their modules. */
  SortedMap<String, List<Sample>> samples() {
    return samples;
  }

  /** The modules that have a sample, in order. */
  static List<Module> modules(List<Sample> brothers) {
    return brothers.stream().map(Sample::module).toList();
  }
}
