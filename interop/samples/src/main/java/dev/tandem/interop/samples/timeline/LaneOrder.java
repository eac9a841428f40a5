package dev.tandem.interop.samples.timeline;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The order of lanes from top to bottom: threads before coroutines before processes, those first of
 * whom something happened first, and lanes whose names differ in numbers alone below each other, by
 * their numbers.
 */
final class LaneOrder {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private LaneOrder() {}

  static List<Lane> of(List<Lane> lanes) {
    Map<String, Long> firsts =
        lanes.stream().collect(toMap(LaneOrder::stem, Lane::from, Math::min));
    Comparator<Lane> order =
        comparing(Lane::kind)
            .thenComparing((Lane lane) -> firsts.get(stem(lane)))
            .thenComparing(LaneOrder::stem)
            .thenComparing(LaneOrder::numbers)
            .thenComparing(Lane::from);
    return lanes.stream().sorted(order).toList();
  }

  private static String stem(Lane lane) {
    return NUMBER.matcher(lane.name()).replaceAll("0");
  }

  /** The numbers in a name, so that 10 comes after 9. */
  private static String numbers(Lane lane) {
    return NUMBER
        .matcher(lane.name())
        .replaceAll(number -> "%08d".formatted(new BigInteger(number.group())));
  }
}
