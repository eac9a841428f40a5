package dev.tandem.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A named part of a source file, which is shown where the file is explained: the lines between
 * {@code // snippet: name} and {@code // end}, or, in Python, {@code # snippet: name} and {@code #
 * end}. Its text is without those lines' indentation and without blank lines around it.
 */
public final class SourceRegion {
  private SourceRegion() {}

  /**
   * Reads a region.
   *
   * @param file the source file
   * @param name the region's name
   * @return its text, or nothing if the file has no region of that name
   * @throws IOException if the file cannot be read, or the region does not end
   */
  public static Optional<String> read(Path file, String name) throws IOException {
    List<String> lines = Files.readAllLines(file);
    var place = find(lines, name);
    if (place.isPresent() && place.get().end < 0) {
      throw new IOException(file + ": the region " + name + " does not end");
    }
    return place.map(
        found -> {
          var text = String.join("\n", lines.subList(found.start, found.end));
          return text.stripTrailing().stripIndent().strip(); // a blank last line has no indent
        });
  }

  /**
   * Where a region is.
   *
   * @param start the index of its first line
   * @param end the index after its last; -1 if it does not end
   */
  public record Place(int start, int end) {}

  /**
   * Finds a region.
   *
   * @param lines the source file's
   * @param name the region's name
   * @return where it is, or nothing if there is no region of that name
   */
  public static Optional<Place> find(List<String> lines, String name) {
    int start = indexOf(lines, 0, "snippet: " + name);
    return start < 0
        ? Optional.empty()
        : Optional.of(new Place(start + 1, indexOf(lines, start, "end")));
  }

  private static int indexOf(List<String> lines, int from, String mark) {
    for (int i = from; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.equals("// " + mark) || line.equals("# " + mark)) {
        return i;
      }
    }
    return -1;
  }
}
