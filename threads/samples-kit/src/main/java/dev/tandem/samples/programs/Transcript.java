package dev.tandem.samples.programs;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Shows what is said to programs and what comes back. Safe for use by many threads.
 *
 * @param out where to
 */
public record Transcript(PrintStream out) {
  /** A program is about to be started. */
  public void starts(List<String> command) {
    out.println("$ " + String.join(" ", command));
  }

  /** A line is written to its standard input. */
  public void says(String line) {
    out.println("  > " + line);
  }

  /** A line was read from its standard output. */
  public void hears(String line) {
    out.println("  < " + line);
  }

  /** The program has ended by itself. */
  public void finished(Finished program) {
    program.output().forEach(this::hears);
    program.errors().forEach(line -> out.println("  ! " + line));
    out.println("  exit status " + program.status());
  }

  /** The program could not be started, or talked with. */
  public void failed(IOException failure) {
    out.println("  failed: " + failure.getMessage());
  }

  /** The program was ended, as it did not end by itself in time. */
  public void givenUp(Duration patience) {
    out.println("  given up on after " + patience.toMillis() / 1e3 + " s");
  }
}
