package dev.tandem.interop.samples.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide a text is, at the most: as wide as in DejaVu Sans, which is wider than what browsers
 * take for {@code sans-serif} elsewhere. So what fits here fits there.
 */
final class TextWidth {
  private static final double NARROW = 0.42;
  private static final double USUAL = 0.65;
  private static final double WIDE = 0.9;
  private static final double WIDEST = 1.05;
  private static final int FIRST_EAST_ASIAN = 0x1100;

  private TextWidth() {}

  /** The width of {@code text} in letters of {@code size}. */
  static double of(String text, double size) {
    return size * text.codePoints().mapToDouble(TextWidth::of).sum();
  }

  private static double of(int letter) {
    if (letter >= FIRST_EAST_ASIAN || "mwMW@%".indexOf(letter) >= 0) {
      return WIDEST;
    }
    if (" iljIft.,:;'|!()[]/-".indexOf(letter) >= 0) {
      return NARROW;
    }
    return Character.isUpperCase(letter) || "#&+<=>~_".indexOf(letter) >= 0 ? WIDE : USUAL;
  }

  /**
   * Breaks a text into lines, between words where it can.
   *
   * @param most how many lines there may be; what is over ends in dots
   */
  static List<String> wrap(String text, double size, double width, int most) {
    var lines = new ArrayList<String>();
    var rest = text.strip();
    while (!rest.isEmpty() && lines.size() < most) {
      int end = fitting(rest, size, width);
      if (end < rest.length() && lines.size() == most - 1) {
        lines.add(rest.substring(0, fitting(rest, size, width - size)) + "…");
        return lines;
      }
      int space = end < rest.length() ? rest.lastIndexOf(' ', end) : -1;
      int cut = space > 0 ? space : end;
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut).strip();
    }
    return lines;
  }

  /** How many characters fit, at least one whole letter. */
  private static int fitting(String text, double size, double width) {
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      if (of(text.substring(0, next), size) > width) {
        return end;
      }
      end = next;
    }
    return end;
  }
}
