package dev.tandem.interop.samples.timeline;

import java.util.EnumMap;
import java.util.Map;

/** How activities are filled: each has a colour and a pattern, so that neither is needed alone. */
final class Patterns {
  private static final double SIZE = 8;

  /** What is drawn over the colour, in a square of {@link #SIZE}; nothing over that of running. */
  private static final Map<Activity, String> SHAPES = new EnumMap<>(Activity.class);

  static {
    SHAPES.put(Activity.WAITING, "M-2 10 L10 -2 M-2 2 L2 -2 M6 10 L10 6");
    SHAPES.put(Activity.SLEEPING, "M2 2 h1.5 M6 6 h1.5");
    SHAPES.put(Activity.SUSPENDED, "M0 4 h4");
    SHAPES.put(Activity.BLOCKED, "M0 0 L8 8 M0 8 L8 0");
    SHAPES.put(Activity.IO, "M0 2 h8 M0 6 h8");
    SHAPES.put(Activity.PINNED, "M2 0 v8 M6 0 v8");
  }

  private Patterns() {}

  static void define(Markup svg) {
    var definitions = svg.add("defs");
    for (var activity : Activity.values()) {
      var pattern =
          definitions
              .add("pattern")
              .with("id", activity.styleClass())
              .with("width", SIZE)
              .with("height", SIZE)
              .with("patternUnits", "userSpaceOnUse");
      pattern
          .add("rect")
          .with("class", "fill " + activity.styleClass())
          .with("width", SIZE)
          .with("height", SIZE);
      if (SHAPES.containsKey(activity)) {
        pattern
            .add("path")
            .with("class", "shape " + activity.styleClass())
            .with("d", SHAPES.get(activity));
      }
    }
  }
}
