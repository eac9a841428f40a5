package dev.tandem.interop.samples.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * What the signs in a timeline mean: those that are in it.
 *
 * @param styleClass an activity's, or {@code life}, {@code mark} or {@code arrow}
 * @param text what it means
 */
record Legend(String styleClass, String text) {
  static List<Legend> of(Timeline timeline) {
    var lanes = timeline.groups().stream().flatMap(group -> group.lanes().stream()).toList();
    var entries = new ArrayList<Legend>();
    for (var activity : Activity.values()) {
      if (lanes.stream().anyMatch(lane -> lane.timeOf(activity) > 0)) {
        entries.add(new Legend(activity.styleClass(), activity.meaning()));
      }
    }
    entries.add(new Legend("life", "there, nothing recorded"));
    if (timeline.groups().stream().anyMatch(group -> !group.arrows().isEmpty())) {
      entries.add(new Legend("arrow", "starts or wakes"));
    }
    if (lanes.stream().anyMatch(lane -> !lane.marks().isEmpty())) {
      entries.add(new Legend("mark", "an event of a moment"));
    }
    return entries;
  }

  /** Draws the sign, as wide as {@link #SIGN}, its left end in the middle at {@code x, y}. */
  void draw(Markup svg, double x, double y) {
    switch (styleClass) {
      case "life" -> line(svg, "life", x, y);
      case "arrow" -> {
        line(svg, "shaft", x, y);
        svg.add("path").with("class", "head").with("d", "M%s %s l-6 -4 v8Z".formatted(x + SIGN, y));
      }
      case "mark" ->
          svg.add("path")
              .with("class", "mark")
              .with("d", "M%s %s l5 -5 5 5 -5 5Z".formatted(x + SIGN / 2 - 5, y));
      default ->
          svg.add("rect")
              .with("class", "span " + styleClass)
              .with("x", x)
              .with("y", y - HALF)
              .with("width", SIGN)
              .with("height", 2 * HALF)
              .with("rx", 2)
              .with("fill", "url(#" + styleClass + ")");
    }
  }

  static final double SIGN = 26;
  private static final double HALF = 7;

  private static void line(Markup svg, String styleClass, double x, double y) {
    svg.add("path").with("class", styleClass).with("d", "M%s %s h%s".formatted(x, y, SIGN - 1));
  }
}
