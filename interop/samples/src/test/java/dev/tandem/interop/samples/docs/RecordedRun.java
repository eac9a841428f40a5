package dev.tandem.interop.samples.docs;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.interop.samples.lessons.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a lesson printed when {@link RecordRuns} ran it, at its true pace.
 *
 * @param id the sample's id
 * @param command our sides' command line
 * @param python Python's
 * @param seconds how long our sides took together
 * @param sides the lines, by side, in the order of the columns
 */
public record RecordedRun(
    String id, String command, String python, double seconds, TreeMap<Side, List<String>> sides) {
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  /** Where the runs are kept. */
  static final Path FOLDER = Repository.ROOT.resolve("docs/tutorials/runs");

  /**
   * Reads a run.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RecordedRun read(String id) throws IOException {
    var file = FOLDER.resolve(id + ".json");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no " + Repository.name(file));
    }
    return new ObjectMapper().readValue(file.toFile(), RecordedRun.class);
  }

  void write() throws IOException {
    Files.createDirectories(FOLDER);
    var oneLineEach = new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES);
    Files.writeString(
        FOLDER.resolve(id + ".json"),
        new ObjectMapper().writer(oneLineEach).writeValueAsString(this) + "\n");
  }

  /**
   * The options of our sides, all together or, where each ran by a command of its own, each its
   * own; empty if they ran with the usual inputs.
   */
  String options(Side side) {
    return Stream.of(command.split("; "))
        .filter(one -> one.matches(".* (compare|run) " + id + "( .*|$)"))
        .filter(one -> one.contains(" compare ") || one.contains(" --in " + side))
        .findFirst()
        .orElse("")
        .replaceFirst(".* (compare|run) " + id, "")
        .replaceFirst(" --in \\S+", "")
        .replaceFirst(" --timeline \\S+", "")
        .replaceFirst(" --out \\S+", "")
        .strip();
  }

  /** What Python's program was given to have the inputs of our sides; empty if it was not. */
  String pythonArguments() {
    return python.replaceFirst(".*\\.py *", "");
  }

  /** The file of the timeline of our sides, from the root of the repository; it may be missing. */
  String picture() {
    return "docs/tutorials/pictures/" + id + ".svg";
  }
}
