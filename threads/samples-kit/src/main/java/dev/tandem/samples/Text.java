package dev.tandem.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How wide text is on a terminal, and how it is wrapped there. */
final class Text {
  private static final int TAB = 4;

  private Text() {}

  /** How many columns the widest line of a text takes. */
  static int width(String text) {
    return lines(text).mapToInt(Text::columns).max().orElse(0);
  }

  /** How many columns the longest word takes, words being what blanks separate. */
  static int longestWord(String text) {
    return Arrays.stream(text.split("\\s+")).mapToInt(Text::columns).max().orElse(0);
  }

  /**
   * Breaks text into lines: at its own line breaks, then after the last word that fits, then,
   * within a word that is wider than a line, anywhere. Nothing is lost but blanks at a break.
   *
   * @param text the text
   * @param width how many columns a line may take
   * @return at least one line
   */
  static List<String> wrapped(String text, int width) {
    var result = new ArrayList<String>();
    lines(text).forEach(line -> wrap(line, Math.max(2, width), result)); // the widest character
    return result.isEmpty() ? List.of("") : result;
  }

  private static Stream<String> lines(String text) {
    return text.replace("\t", " ".repeat(TAB)).lines().map(String::stripTrailing);
  }

  private static void wrap(String line, int width, List<String> result) {
    var rest = line;
    while (columns(rest) > width) {
      int most = fitting(rest, width);
      int blank = rest.lastIndexOf(' ', most);
      int indentation = rest.length() - rest.stripLeading().length();
      int end = blank > indentation ? blank : most;
      result.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    result.add(rest);
  }

  /** How many chars of a line take {@code width} columns at most. */
  private static int fitting(String line, int width) {
    int end = 0;
    int columns = 0;
    while (end < line.length()) {
      int character = line.codePointAt(end);
      columns += columns(character);
      if (columns > width) {
        break;
      }
      end += Character.charCount(character);
    }
    return end;
  }

  private static int columns(String line) {
    return line.codePoints().map(Text::columns).sum();
  }

  private static int columns(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** East Asian letters, their punctuation and full-width forms, and pictures. */
  private static boolean isWide(int character) {
    return character >= 0x1100 && character <= 0x115F
        || character >= 0x2E80 && character <= 0xA4CF && character != 0x303F
        || character >= 0xAC00 && character <= 0xD7A3
        || character >= 0xF900 && character <= 0xFAFF
        || character >= 0xFE30 && character <= 0xFE6F
        || character >= 0xFF00 && character <= 0xFF60
        || character >= 0xFFE0 && character <= 0xFFE6
        || character >= 0x1F300 && character <= 0x1F64F
        || character >= 0x1F900 && character <= 0x1F9FF
        || character >= 0x20000 && character <= 0x3FFFD;
  }
}
