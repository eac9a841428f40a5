package dev.tandem.interop.samples.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final Pattern LEFT_OUT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");

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
    Map<String, Integer> seen = new HashMap<>();
    var anchors = new ArrayList<String>();
    for (var heading : page.headings()) {
      var slug = slug(heading.text());
      int earlier = seen.merge(slug, 1, Integer::sum) - 1;
      anchors.add(earlier == 0 ? slug : slug + "-" + earlier);
    }
    return anchors;
  }

  /** A heading's anchor, if it is the first of its name. */
  static String slug(String heading) {
    var text = LINK.matcher(heading).replaceAll("$1").replaceAll("[`*]", "");
    return LEFT_OUT.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
  }
}
