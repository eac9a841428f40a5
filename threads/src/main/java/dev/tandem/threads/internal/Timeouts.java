package dev.tandem.threads.internal;

import java.time.Duration;
import java.util.Objects;

/** How this library reads a timeout. */
public final class Timeouts {
  private Timeouts() {}

  /**
   * The nanoseconds of {@code timeout}; of one too long for a long, 292 years.
   *
   * @param timeout how long
   * @return the nanoseconds
   * @throws NullPointerException if {@code timeout} is null
   */
  public static long nanos(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    try {
      return timeout.toNanos();
    } catch (ArithmeticException tooLong) {
      return timeout.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
