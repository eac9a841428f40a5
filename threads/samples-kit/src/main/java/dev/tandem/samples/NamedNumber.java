package dev.tandem.samples;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A name with a number, as options give it.
 *
 * @param name the name, not blank
 * @param number the number, from 0 to 9999
 */
public record NamedNumber(String name, int number) {
  /** Reads a name and its number, such as {@code A=2}. */
  public static final class Converter implements ITypeConverter<NamedNumber> {
    private static final Pattern FORM = Pattern.compile("(.*[^ ].*)=(\\d{1,4})");

    @Override
    public NamedNumber convert(String text) {
      var match = FORM.matcher(text);
      if (!match.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a name and a number from 0 to 9999 such as A=2");
      }
      return new NamedNumber(match.group(1), Integer.parseInt(match.group(2)));
    }
  }
}
