package dev.tandem.interop.samples.docs;

import java.util.regex.Pattern;

/**
 * A timeline as a page shows it: an image, in which nothing can be pointed at. Left out are what a
 * span says when it is pointed at, and turns on a processor that are too short to be seen; in a
 * picture that is too large even so, all spans that are.
 */
final class StillPicture {
  /** The most characters that a picture should have. */
  static final int LARGEST = 140_000;

  private static final Pattern SAID =
      Pattern.compile(
          "<title>[^<]*</title>| data-(?:start|end|label|y\\d)=\"[^\"]*\""
              + "|<path class=\"near\"[^>]*/>| aria-label=\"[^\"]*\"| role=\"group\"");
  private static final Pattern SHORT_TURN = tooShort("running");
  private static final Pattern SHORT = tooShort("\\w+");

  private StillPicture() {}

  static String of(String svg) {
    var still = SHORT_TURN.matcher(SAID.matcher(svg).replaceAll("")).replaceAll("");
    return still.length() <= LARGEST ? still : SHORT.matcher(still).replaceAll("");
  }

  private static Pattern tooShort(String kind) {
    return Pattern.compile(
        "<g class=\"span " + kind + " thin\"><rect [^>]* width=\"1\" [^>]*/></g>");
  }
}
