package dev.tandem.interop.samples.timeline;

import java.util.Locale;

/** Figures, as a person reads them. */
final class Words {
  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private static final int LONGEST = 500;

  private Words() {}

  /** A name, or what else the program says: it may be megabytes long, and is in a picture often. */
  static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** "1 lane", "3 lanes". */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** A time to three digits or four, in the unit that suits it: "1.503 s", "20 ms", "7.2 µs". */
  static String time(long nanos) {
    if (nanos >= SECOND) {
      return number(nanos / SECOND) + " s";
    }
    if (nanos >= MILLI) {
      return number(nanos / MILLI) + " ms";
    }
    return nanos >= MICRO ? number(nanos / MICRO) + " µs" : nanos + " ns";
  }

  /** To three decimals at most, as many as make three digits or four. */
  private static String number(double value) {
    int decimals = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
    var text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.contains(".") ? text.replaceFirst("[.]?0+$", "") : text;
  }

  /** The last part of a class's name, of a nested class's too. */
  static String simpleName(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  /**
   * What XML has no way to say, and JSON no good one, such as a zero byte in a thread's name,
   * becomes a sign for it.
   */
  static String valid(String text) {
    return text.codePoints()
        .map(c -> isValid(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isValid(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= ' ' && c < 0xD800 && (c < 0x7F || c > 0x9F))
        || (c >= 0xE000 && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
