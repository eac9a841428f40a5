package dev.tandem.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What the user looks at. */
public final class Terminal {
  /** How many columns there are where nobody knows. */
  static final int USUAL_WIDTH = 80;

  private static final int NARROWEST = 20;

  private Terminal() {}

  /** Tells whether a person follows on a terminal: neither input nor output is redirected. */
  static boolean isWatched() {
    var console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try { // since Java 22 there is a console even without a terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /**
   * How many columns there are to print on: the environment's {@code COLUMNS}, or else what the
   * terminal says, or else {@value #USUAL_WIDTH}; never less than {@value #NARROWEST}.
   */
  public static int width() {
    return limit().orElse(USUAL_WIDTH);
  }

  /**
   * How many columns a line may have: as {@link #width}, but any number where the environment does
   * not say it and no terminal follows, as for a file or another program.
   */
  public static OptionalInt limit() {
    var asked = isWatched() ? asked().or(() -> Optional.of(USUAL_WIDTH)) : none();
    return Stream.of(number(System.getenv("COLUMNS")), asked)
        .flatMap(Optional::stream)
        .mapToInt(width -> Math.max(NARROWEST, width))
        .findFirst();
  }

  /** Asks the terminal, where there is {@code stty}: "rows columns". */
  private static Optional<Integer> asked() {
    try {
      var stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      var size = new String(stty.getInputStream().readAllBytes(), US_ASCII).strip().split(" ");
      return size.length == 2 ? number(size[1]) : none();
    } catch (IOException noSuchProgram) {
      return none();
    }
  }

  private static Optional<Integer> number(String text) {
    return text != null && text.matches("[1-9]\\d{0,4}")
        ? Optional.of(Integer.valueOf(text))
        : none();
  }

  private static Optional<Integer> none() {
    return Optional.empty();
  }
}
