package dev.tandem.samples;

import java.io.Serial;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A command line that cannot be followed, with a hint at one that can. */
public final class UsageException extends ParameterException {
  @Serial private static final long serialVersionUID = 1;

  private final String hint;

  /**
   * Reports a misuse.
   *
   * @param commandLine the command that was misused
   * @param message what is wrong, without a full stop
   * @param hint what would be right, as a sentence
   */
  public UsageException(CommandLine commandLine, String message, String hint) {
    super(commandLine, message);
    this.hint = hint;
  }

  /** What would be right. */
  String hint() {
    return hint;
  }
}
