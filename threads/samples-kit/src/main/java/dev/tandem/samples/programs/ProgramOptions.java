package dev.tandem.samples.programs;

import dev.tandem.samples.Seconds;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a talk with external programs: with whom, what about, and when it is enough. */
public final class ProgramOptions {
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
      description = "What is written to it (default: ${DEFAULT-VALUE}).")
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
