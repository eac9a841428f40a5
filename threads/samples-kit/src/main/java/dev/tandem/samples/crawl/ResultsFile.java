package dev.tandem.samples.crawl;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the results of a pipeline are written, by one at a time: whoever writes, sees to that.
 *
 * @param path the file
 * @param writer what writes to it
 * @param temporary whether closing it deletes it
 */
public record ResultsFile(Path path, BufferedWriter writer, boolean temporary)
    implements AutoCloseable {
  /** Writes a page's results, one a line, to the disk. */
  public void write(List<String> results) throws IOException {
    for (var result : results) {
      writer.write(result);
      writer.newLine();
    }
    writer.flush();
  }

  /** How many results were written. */
  public long count() throws IOException {
    try (var lines = Files.lines(path)) {
      return lines.count();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      if (temporary) {
        Files.delete(path);
      }
    }
  }
}
