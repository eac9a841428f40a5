package dev.tandem.threads.processes;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

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

  private static final StackTraceElement[] NO_TRACE = {};

  /**
   * Describes {@code failure}, whatever its own methods do: where one of them throws, that part is
   * missing.
   */
  static Description of(Throwable failure) {
    return of(failure, 1);
  }

  private static Description of(Throwable failure, int depth) {
    if (failure == null || depth > DEEPEST) {
      return null;
    }
    return new Description(
        failure.getClass().getName(),
        messageOf(failure),
        traceOf(failure),
        of(orElse(null, failure::getCause), depth + 1));
  }

  private static String messageOf(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (Throwable thrown) {
      return "its getMessage threw " + thrown.getClass().getName();
    }
  }

  private static StackTraceElement[] traceOf(Throwable failure) {
    var trace = orElse(NO_TRACE, failure::getStackTrace);
    return trace == null
        ? NO_TRACE
        : Arrays.stream(trace).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
  }

  private static <T> T orElse(T missing, Supplier<T> method) {
    try {
      return method.get();
    } catch (Throwable thrown) {
      return missing;
    }
  }
}
