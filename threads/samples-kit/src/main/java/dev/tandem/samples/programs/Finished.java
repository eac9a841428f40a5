package dev.tandem.samples.programs;

import java.util.List;

/**
 * A program that has ended.
 *
 * @param status its exit status, 0 if it was content
 * @param output the lines on its standard output that nobody had read before
 * @param errors the lines on its standard error
 */
public record Finished(int status, List<String> output, List<String> errors) {
  /** Keeps copies of the lists. */
  public Finished {
    output = List.copyOf(output);
    errors = List.copyOf(errors);
  }
}
