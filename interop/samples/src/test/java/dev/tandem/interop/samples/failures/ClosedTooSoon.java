package dev.tandem.interop.samples.failures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What was opened by a block is used after the block has closed it. */
public final class ClosedTooSoon {
  private ClosedTooSoon() {}

  // snippet: program
  static Stream<String> shouted(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(String::toUpperCase); // nothing has been read yet
    }
  }

  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("letter", ".txt");
    try {
      Files.writeString(file, "dear ada\n");
      Stream<String> lines = shouted(file);
      System.out.println("the lines are here");
      System.out.println(lines.toList());
    } finally {
      Files.delete(file);
    }
  }
  // end
}

// Output:
// the lines are here
// Exception in thread "main" java.lang.IllegalStateException: source already consumed or closed
// Exit: 1
