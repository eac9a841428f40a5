package dev.tandem.interop.samples.timeline;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws short spans that follow on each other as one, if there are too many to draw each. */
final class ShortSpans {
  /** Into how many parts of its length a timeline is divided at the finest. */
  private static final long FINEST = 4_000;

  private ShortSpans() {}

  /**
   * Merges short spans, the shorter the better, until there are not more than {@code most}.
   *
   * @param leftOut gets a sentence on it
   */
  static List<LaneGroup> merge(List<LaneGroup> groups, int most, List<String> leftOut) {
    long before = count(groups);
    long length = groups.stream().mapToLong(LaneGroup::length).max().orElse(1);
    long resolution = Math.max(1, length / FINEST);
    var merged = groups;
    while (count(merged) > most && resolution <= length) {
      long limit = resolution;
      merged = groups.stream().map(group -> merge(group, limit)).toList();
      resolution *= 2;
    }
    if (merged != groups) {
      leftOut.add(
          "Of %,d spans, those shorter than %s that follow on each other: drawn as one, so that %,d are left."
              .formatted(before, Words.time(resolution / 2), count(merged)));
    }
    return merged;
  }

  private static long count(List<LaneGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.lanes().stream())
        .mapToLong(lane -> lane.spans().size())
        .sum();
  }

  private static LaneGroup merge(LaneGroup group, long resolution) {
    var lanes = group.lanes().stream().map(lane -> merge(lane, resolution)).toList();
    return new LaneGroup(group.title(), group.length(), lanes, group.arrows());
  }

  private static Lane merge(Lane lane, long resolution) {
    var merged = new ArrayList<Span>();
    var run = new ArrayList<Span>();
    for (var span : lane.spans()) {
      if (!run.isEmpty() && !goesOn(run, span, resolution)) {
        merged.add(one(run));
        run.clear();
      }
      run.add(span);
    }
    if (!run.isEmpty()) {
      merged.add(one(run));
    }
    return lane.withSpans(merged);
  }

  private static boolean goesOn(List<Span> run, Span next, long resolution) {
    var last = run.get(run.size() - 1);
    return last.length() < resolution
        && next.length() < resolution
        && next.start() - last.end() < resolution
        && next.end() - run.get(0).start() < 4 * resolution;
  }

  private static Span one(List<Span> run) {
    var first = run.get(0);
    if (run.size() == 1) {
      return first;
    }
    var times = new EnumMap<Activity, Long>(Activity.class);
    run.forEach(span -> times.merge(span.activity(), span.length(), Long::sum));
    var most = times.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    var about =
        times.entrySet().stream()
            .map(e -> e.getKey().word() + " " + Words.time(e.getValue()))
            .collect(joining(", ", run.size() + " short spans: ", ""));
    return Span.of(most, first.start(), run.get(run.size() - 1).end(), "", about);
  }
}
