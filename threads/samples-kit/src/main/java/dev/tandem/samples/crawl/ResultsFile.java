package dev.tandem.samples.crawl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the results of a pipeline are written.
 *
 * @param path the file
 * @param temporary whether closing it deletes it
 */
public record ResultsFile(Path path, boolean temporary) implements AutoCloseable {
  /** How many results were written. */
  public long count() throws IOException {
    try (var lines = Files.lines(path)) {
      return lines.count();
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.delete(path);
    }
  }
}
