package dev.tandem.interop.samples.lessons;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Every sample's lesson, as {@link LessonIndexer} found it when this was built. */
public final class Lessons {
  /** Where the lessons are on the class path. */
  static final String RESOURCE = "META-INF/tandem/lessons.json";

  private Lessons() {}

  /**
   * Reads a sample's lesson.
   *
   * @param id the sample's name on the command line
   * @throws IllegalArgumentException if there is no such sample
   */
  public static Lesson of(String id) {
    return all().stream()
        .filter(lesson -> lesson.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no lesson '" + id + "'"));
  }

  /** All lessons, in the order in which they are read. */
  public static List<Lesson> all() {
    try (var lessons = Lessons.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (lessons == null) {
        throw new IllegalStateException(RESOURCE + " is missing; 'mvn process-classes' writes it");
      }
      return new ObjectMapper().readValue(lessons, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
