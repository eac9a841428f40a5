package dev.tandem.samples;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A name with a delay, as options give it.
 *
 * @param name the name, not blank
 * @param delay the delay, before the stage's speed
 */
public record NamedDelay(String name, Duration delay) {
  /**
   * How many seconds each name's delay takes on a stage, in the order of the option's values.
   *
   * @throws UsageException if a name is there twice
   */
  public static Map<String, Double> seconds(
      List<NamedDelay> delays, Stage stage, String option, CommandLine command) {
    var seconds = new LinkedHashMap<String, Double>();
    for (var delay : delays) {
      if (seconds.put(delay.name(), stage.seconds(delay.delay())) != null) {
        throw new UsageException(
            command,
            option + " names '" + delay.name() + "' twice",
            "Each needs a name of its own.");
      }
    }
    return seconds;
  }

  /** Reads a name and its delay in seconds, such as {@code AAA=0.5}. */
  public static final class Converter implements ITypeConverter<NamedDelay> {
    @Override
    public NamedDelay convert(String text) {
      int equals = text.lastIndexOf('=');
      if (equals < 0 || text.substring(0, equals).isBlank()) {
        throw new TypeConversionException(
            "'" + text + "' is not a name and a number of seconds such as AAA=0.5");
      }
      var delay = new Seconds().convert(text.substring(equals + 1));
      return new NamedDelay(text.substring(0, equals), delay);
    }
  }
}
