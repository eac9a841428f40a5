package dev.tandem.samples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Accepts an address of the form HOST:PORT, and leaves it as it is. */
public final class HostPort implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    int colon = value.lastIndexOf(':');
    if (colon < 1 || !isPort(value.substring(colon + 1))) {
      throw new TypeConversionException("'" + value + "' is not HOST:PORT");
    }
    return value;
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535;
  }
}
