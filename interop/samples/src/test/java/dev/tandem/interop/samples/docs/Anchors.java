package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.pages.HeadingIds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What GitHub lets a link name in a page: its headings in lower case, of each word's letters,
 * digits, hyphens and underscores, with a hyphen for each space; a second one of the same name gets
 * {@code -1}; and what has an id of its own in HTML.
 */
final class Anchors {
  private static final Pattern LINK = Pattern.compile("!?\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern ID = Pattern.compile("<[^>]+ (?:id|name)=\"([^\"]+)\"");

  private Anchors() {}

  /** All anchors of a page. */
  static Set<String> of(Page page) {
    var anchors = new HashSet<>(ofHeadings(page));
    page.prose()
        .forEach(line -> ID.matcher(line.text()).results().forEach(id -> anchors.add(id.group(1))));
    return anchors;
  }

  /** The anchors of a page's headings, in their order. */
  static List<String> ofHeadings(Page page) {
    var ids = new HeadingIds();
    return page.headings().stream().map(heading -> ids.next(plain(heading.text()))).toList();
  }

  /** A heading's anchor, if it is the first of its name. */
  static String slug(String heading) {
    return HeadingIds.slug(plain(heading));
  }

  private static String plain(String heading) {
    return LINK.matcher(heading).replaceAll("$1").replaceAll("[`*]", "");
  }
}
