package dev.tandem.samples.service;

import java.io.Serial;

/** A client asks what the service does not answer: the message says why, in the client's words. */
public final class BadQuestionException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  BadQuestionException(String reason) {
    super(reason);
  }
}
