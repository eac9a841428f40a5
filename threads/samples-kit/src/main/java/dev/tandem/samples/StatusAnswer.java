package dev.tandem.samples;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server answered, its body aside.
 *
 * @param url the address that was asked
 * @param code the status code
 * @param headers the values of each header
 */
public record StatusAnswer(URI url, int code, Map<String, List<String>> headers) {
  /** Prints the code and what its class means, and below it the headers in their names' order. */
  public void printTo(PrintStream out) {
    out.printf("%s: %d, %s%n", url, code, classOfCode());
    var lines = new TreeMap<String, String>();
    headers.forEach(
        (name, all) -> lines.put(name.toLowerCase(Locale.ROOT), String.join(", ", all)));
    lines.forEach((name, values) -> out.println("    " + name + ": " + values));
  }

  private String classOfCode() {
    int hundreds = code / 100;
    return switch (hundreds) {
      case 1 -> "1xx: received, still at work";
      case 2 -> "2xx: success";
      case 3 -> "3xx: more requests are needed";
      case 4 -> "4xx: the client's mistake";
      case 5 -> "5xx: the server's mistake";
      default -> hundreds + "xx: no such class";
    };
  }
}
