package dev.tandem.samples;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's time in seconds, such as {@code 2} or {@code 0.5}, as Python writes times. */
public final class Seconds implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  @Override
  public Duration convert(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a number of seconds such as 2 or 0.5");
    }
    return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
  }
}
