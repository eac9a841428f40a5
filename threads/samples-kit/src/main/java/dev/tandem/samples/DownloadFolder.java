package dev.tandem.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where downloads are saved. Safe for use by many threads.
 *
 * @param path the folder
 */
public record DownloadFolder(Path path) {
  /**
   * Saves what was fetched under the last part of its address. Blocks.
   *
   * @throws SampleException if it cannot be written
   */
  public void save(URI url, String content) throws SampleException {
    var file = path.resolve(url.getPath().substring(url.getPath().lastIndexOf('/') + 1));
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new SampleException("cannot write " + file);
    }
  }
}
