package dev.tandem.interop.samples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a lesson's lines are compared with Python's: a line of {@code python-columns.tsv}.
 *
 * @param id the lesson's id
 * @param order {@code same} for the same lines in the same order, {@code any} for any order, with
 *     {@code +interop} where the third side prints the same, or {@code differs}
 * @param mask what is masked on both sides, as a regular expression, or why they differ
 * @param options our options
 * @param arguments Python's arguments
 */
record PythonColumn(String id, String order, String mask, String options, String arguments) {
  static final String NONE = "-";

  static Stream<PythonColumn> all() throws IOException {
    return Files.readAllLines(Path.of("src", "test", "resources", "python-columns.tsv")).stream()
        .map(PythonColumn::parse);
  }

  private static PythonColumn parse(String line) {
    var fields = line.split("\t", -1);
    assertEquals(5, fields.length, "five fields in: " + line);
    return new PythonColumn(fields[0], fields[1], fields[2], fields[3], fields[4]);
  }

  boolean differs() {
    return order.equals("differs");
  }

  boolean isFor(Module module) {
    return module != Module.INTEROP || order.endsWith("+interop");
  }

  /** Lines as they are compared. */
  List<String> normal(List<String> lines) {
    var masked =
        lines.stream()
            .map(line -> mask.equals(NONE) || differs() ? line : line.replaceAll(mask, "…"));
    return (order.startsWith("any") ? masked.sorted() : masked).toList();
  }

  @Override
  public String toString() {
    return id;
  }
}
