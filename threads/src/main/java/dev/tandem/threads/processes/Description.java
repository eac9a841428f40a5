package dev.tandem.threads.processes;

/**
 * An exception without its class, for where that is missing.
 *
 * @param className the name of its class
 * @param message its message, or null
 * @param stackTrace its stack trace
 * @param cause its cause, or null
 */
public record Description(
    String className, String message, StackTraceElement[] stackTrace, Description cause)
    implements Message {
  /** Longer chains than this, or rings, are cut. */
  private static final int DEEPEST = 20;

  static Description of(Throwable failure) {
    return of(failure, 1);
  }

  private static Description of(Throwable failure, int depth) {
    if (failure == null || depth > DEEPEST) {
      return null;
    }
    return new Description(
        failure.getClass().getName(),
        failure.getMessage(),
        failure.getStackTrace(),
        of(failure.getCause(), depth + 1));
  }
}
