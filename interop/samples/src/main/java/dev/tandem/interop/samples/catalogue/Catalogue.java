package dev.tandem.interop.samples.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tandem.interop.samples.lessons.Chapter;
import dev.tandem.samples.Module;
import dev.tandem.samples.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every sample, as {@link CatalogueIndexer} found it when this was built. No class of a sample is
 * loaded before the sample is asked for.
 */
public final class Catalogue {
  /** Where the list is on the class path: a line a sample, see {@link Entry#line}. */
  static final String INDEX = "META-INF/tandem/samples.tsv";

  private final SortedMap<String, List<Entry>> samples;

  private Catalogue(List<Entry> entries) {
    samples =
        entries.stream()
            .collect(
                groupingBy(
                    Entry::id,
                    () -> new TreeMap<>(Chapter.readingOrder()),
                    collectingAndThen(toList(), Collections::unmodifiableList)));
  }

  /**
   * A sample in one module.
   *
   * @param id its name on the command line
   * @param module the module
   * @param type its class
   * @param title what it shows
   */
  public record Entry(String id, Module module, String type, String title) {
    static Entry of(Sample sample) {
      return new Entry(sample.id(), sample.module(), sample.getClass().getName(), sample.title());
    }

    static Entry parse(String line) {
      var fields = line.split("\t", -1);
      return new Entry(fields[0], Module.of(fields[1]), fields[2], fields[3]);
    }

    /** The sample's line in the index. */
    String line() {
      return String.join("\t", id, module.toString(), type, title);
    }

    /** The sample itself, new, its options not set yet. */
    public Sample create() {
      try {
        return (Sample) Class.forName(type).getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the index names " + type + ", which cannot be made", e);
      }
    }
  }

  /**
   * Reads the index.
   *
   * @throws IllegalStateException if there is none: this was not built by Maven
   */
  public static Catalogue load() {
    try (var index = Catalogue.class.getClassLoader().getResourceAsStream(INDEX)) {
      if (index == null) {
        throw new IllegalStateException(INDEX + " is missing; 'mvn process-classes' writes it");
      }
      return new Catalogue(
          new String(index.readAllBytes(), UTF_8).lines().map(Entry::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The samples by id, in the order in which they are read; those of one id in the order of their
   * modules.
   */
  public SortedMap<String, List<Entry>> samples() {
    return samples;
  }

  /** The modules that have a sample, in order, as they are on the command line. */
  public static List<String> modules(List<Entry> brothers) {
    return brothers.stream().map(brother -> brother.module().toString()).toList();
  }
}
