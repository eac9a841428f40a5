package dev.tandem.interop.samples.lessons;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SourceRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A part of the build: cuts the lessons out of the sources, for {@link Lessons} to read. */
public final class LessonIndexer {
  private final Path repository;

  /**
   * Starts an index.
   *
   * @param repository the root of the repository
   */
  public LessonIndexer(Path repository) {
    this.repository = repository;
  }

  /**
   * Writes the lessons.
   *
   * @param lessons each sample's
   * @param classes the folder of classes that {@link Lessons} is loaded from
   */
  public void write(List<Lesson> lessons, Path classes) throws IOException {
    var file = classes.resolve(Lessons.RESOURCE);
    Files.createDirectories(file.getParent());
    new ObjectMapper().writeValue(file.toFile(), lessons);
  }

  /**
   * Cuts out one sample's lesson.
   *
   * @param brothers the sample in every module that has it, in the order of the modules
   * @throws IllegalStateException if a file lacks its region
   */
  public Lesson lesson(List<Sample> brothers) throws IOException {
    var first = brothers.get(0);
    var columns = new ArrayList<Lesson.Column>();
    columns.add(column(Side.PYTHON, Path.of("docs", "python", first.id() + ".py")));
    for (var brother : brothers) {
      columns.add(column(Side.of(brother.module()), source(brother)));
    }
    return new Lesson(first.id(), first.title(), List.copyOf(columns));
  }

  private Lesson.Column column(Side side, Path file) throws IOException {
    var text =
        SourceRegion.read(repository.resolve(file), Lesson.REGION)
            .orElseThrow(() -> new IllegalStateException(file + " has no region " + Lesson.REGION));
    var source = Files.readString(repository.resolve(file));
    var imports = Imports.used(source, text, side == Side.PYTHON);
    return new Lesson.Column(side, slashed(file), text, imports);
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }

  /** The source of a sample's class, which is called as the class is. */
  private Path source(Sample sample) {
    var name = sample.getClass().getName().replace('.', '/');
    var sources = Path.of(sample.module().toString(), "samples", "src", "main");
    return Stream.of(
            sources.resolve("java").resolve(name + ".java"),
            sources.resolve("kotlin").resolve(name + ".kt"))
        .filter(file -> Files.exists(repository.resolve(file)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no source in " + sources));
  }
}
