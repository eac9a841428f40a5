package dev.tandem.threads.samples;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a delay such as {@code 0.5}: a number of seconds, a day at most. */
final class DelayInSeconds implements ITypeConverter<Duration> {
  private static final double DAY = 86_400;

  @Override
  public Duration convert(String text) {
    double seconds = seconds(text);
    if (!(seconds >= 0 && seconds <= DAY)) {
      throw new TypeConversionException(
          "'" + text + "' is not a number of seconds from 0 to 86400, such as 0.5");
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static double seconds(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
