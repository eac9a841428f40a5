package dev.tandem.samples;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number with a score, as options give it.
 *
 * @param number the number
 * @param score its score
 */
public record ScoredNumber(int number, int score) {
  /** Reads a number and its score, such as {@code 10=1}. */
  public static final class Converter implements ITypeConverter<ScoredNumber> {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,9})=(-?\\d{1,9})");

    @Override
    public ScoredNumber convert(String text) {
      var match = FORM.matcher(text);
      if (!match.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a number and a score such as 10=1");
      }
      return new ScoredNumber(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }
  }
}
