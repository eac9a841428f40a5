package dev.tandem.samples.programs;

import dev.tandem.samples.Seconds;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of a talk with external programs: with whom, what about, and when it is enough. And
 * the programs that are always the same.
 */
public final class ProgramOptions {
  /** Answers each line with the same line, at once. */
  public static final List<String> ECHO = List.of("cat");

  /** Complains and fails. */
  public static final List<String> FAILING = List.of("sh", "-c", "echo out of paper >&2; exit 3");

  /** Is not there. */
  public static final List<String> MISSING = List.of("tandem-no-such-program");

  /** Does not end in time. */
  public static final List<String> ENDLESS = List.of("sleep", "3600");

  @Option(
      names = "--command",
      paramLabel = "WORD",
      split = ",",
      defaultValue = "sort",
      description = "The program that is given all lines at once (default: ${DEFAULT-VALUE}).")
  private List<String> command;

  @Option(
      names = "--lines",
      paramLabel = "LINE",
      split = ",",
      defaultValue = "pear,fig,apple",
      description = "What is written to the programs (default: ${DEFAULT-VALUE}).")
  private List<String> lines;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "When a program that does not end is ended (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  /** The program that is given all lines at once, and its arguments. */
  public List<String> command() {
    return command;
  }

  /** What is written to the programs. */
  public List<String> lines() {
    return lines;
  }

  /** When a program that does not end is ended, before the stage's speed. */
  public Duration patience() {
    return patience;
  }
}
