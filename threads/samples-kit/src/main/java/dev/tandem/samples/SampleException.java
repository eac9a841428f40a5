package dev.tandem.samples;

import java.io.Serial;

/**
 * A sample ran, and its result is a failure: the message is for the user, without a stack trace.
 */
public final class SampleException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /**
   * Reports a failure.
   *
   * @param message what failed and why, in one line
   */
  public SampleException(String message) {
    super(message);
  }
}
