package dev.tandem.interop.samples.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Lines as they would be on any machine, any day: without ports, temporary folders and dates. */
public final class Neutral {
  private static final String PORT = "(127\\.0\\.0\\.1|localhost):\\d{5}\\b";
  private static final String FOLDER =
      Pattern.quote(Path.of(System.getProperty("java.io.tmpdir")).toString())
          + "/[^/ ,]*\\d{6,}[^/ ,]*";

  private static final String DATE = "\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT";

  private Neutral() {}

  /** The lines of what a program printed. */
  static List<String> lines(String printed) {
    return of(printed.lines().toList());
  }

  /** The lines in a list of JSON. */
  static List<String> lines(JsonNode output) {
    return of(StreamSupport.stream(output.spliterator(), false).map(JsonNode::asText).toList());
  }

  /** The same lines, neutral. */
  public static List<String> of(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.replaceAll(PORT, "$1:8080").replaceAll(FOLDER, "/tmp/…").replaceAll(DATE, "…"))
        .map(String::stripTrailing)
        .toList();
  }
}
