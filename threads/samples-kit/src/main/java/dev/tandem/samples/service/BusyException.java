package dev.tandem.samples.service;

import java.io.Serial;

/** A service has as much to do as it takes on: the message says of whom, in the client's words. */
public final class BusyException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  BusyException(String reason) {
    super(reason);
  }
}
