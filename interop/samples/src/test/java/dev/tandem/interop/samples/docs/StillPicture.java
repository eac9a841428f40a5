package dev.tandem.interop.samples.docs;

import java.util.regex.Pattern;

/**
 * A timeline as a page shows it: an image, in which nothing can be pointed at. Left out are what a
 * span says when it is pointed at, and turns on a processor that are too short to be seen: they are
 * most of the file.
 */
final class StillPicture {
  private static final Pattern SAID =
      Pattern.compile("<title>[^<]*</title>| data-(?:start|end|label)=\"[^\"]*\"");
  private static final Pattern TOO_SHORT =
      Pattern.compile("<g class=\"span running thin\"><rect [^>]* width=\"1\" [^>]*/></g>");

  private StillPicture() {}

  static String of(String svg) {
    return TOO_SHORT.matcher(SAID.matcher(svg).replaceAll("")).replaceAll("");
  }
}
