package dev.tandem.interop.samples.docs;

import java.util.regex.Pattern;

/**
 * A timeline as a page shows it: an image, in which nothing can be pointed at. What a span says
 * when it is pointed at is left out; it is most of the file.
 */
final class StillPicture {
  private static final Pattern SAID =
      Pattern.compile("<title>[^<]*</title>| data-(?:start|end|label)=\"[^\"]*\"");

  private StillPicture() {}

  static String of(String svg) {
    return SAID.matcher(svg).replaceAll("");
  }
}
