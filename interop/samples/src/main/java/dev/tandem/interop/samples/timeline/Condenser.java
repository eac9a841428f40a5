package dev.tandem.interop.samples.timeline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.tandem.interop.samples.timeline.Sightings.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a timeline of what was seen, and leaves out what there is no room for, saying so. */
final class Condenser {
  private static final int NAMES = 6;
  private static final int PREFERRED = 8;
  private static final int AT_WORK = 10;

  private final Sightings sightings;
  private final Limits limits;
  private final List<String> leftOut = new ArrayList<>();
  private long arrowsLeftOut;

  private Condenser(Sightings sightings, Limits limits) {
    this.sightings = sightings;
    this.limits = limits;
  }

  static Timeline condense(String title, Sightings sightings, Limits limits) {
    return new Condenser(sightings, limits).timeline(title);
  }

  private Timeline timeline(String title) {
    var groups = sides().stream().map(this::group).filter(g -> !g.lanes().isEmpty()).toList();
    if (sightings.jvmsOwn() > 0) {
      leftOut.add(Words.count(sightings.jvmsOwn(), "thread") + " of the JVM's own: left out.");
    }
    var merged = ShortSpans.merge(groups, limits.spans(), leftOut);
    var thinned = thin(merged);
    return new Timeline(title, thinned, leftOut);
  }

  private List<Side> sides() {
    if (!sightings.sides().isEmpty()) {
      return sightings.sides().stream().sorted(comparingLong(Side::start)).toList();
    }
    long end = sightings.end();
    long start = sightings.lanes().stream().mapToLong(lane -> lane.first(end)).min().orElse(end);
    return List.of(new Side("", start, end, ""));
  }

  private LaneGroup group(Side side) {
    var arrows =
        sightings.arrows().stream()
            .filter(arrow -> arrow.departure() >= side.start() && arrow.arrival() <= side.end())
            .filter(arrow -> !arrow.from().equals(side.outside()))
            .filter(arrow -> !arrow.to().equals(side.outside()))
            .sorted(comparingLong(Arrow::departure))
            .map(arrow -> arrow.earlier(side.start()))
            .toList();
    Map<String, Long> ends =
        arrows.stream()
            .flatMap(a -> Stream.of(a.from(), a.to()))
            .collect(groupingBy(id -> id, counting()));
    var lanes =
        sightings.lanes().stream()
            .map(lane -> lane.lane(side.start(), side.end()))
            .filter(lane -> !lane.isEmpty() || ends.containsKey(lane.id()))
            .filter(lane -> !lane.id().equals(side.outside()))
            .toList();
    var busy = busy(seen(lanes, ends.keySet(), side), ends.keySet(), side);
    var shown = named(LaneOrder.of(most(busy, ends, side)));
    return new LaneGroup(side.title(), side.end() - side.start(), shown, between(shown, arrows));
  }

  /** Leaves out those that only waited, and neither were started nor woken by anybody. */
  private List<Lane> busy(List<Lane> lanes, Set<String> connected, Side side) {
    if (limits.idle()) {
      return lanes;
    }
    var idle =
        lanes.stream().filter(lane -> isIdle(lane) && !connected.contains(lane.id())).toList();
    if (!idle.isEmpty()) {
      var names = idle.stream().limit(NAMES).map(Lane::name).collect(joining(", "));
      var more = idle.size() > NAMES ? " and %,d more".formatted(idle.size() - NAMES) : "";
      leftOut.add(
          "%s that only waited: left out%s (%s%s)."
              .formatted(Words.count(idle.size(), "lane"), in(side), names, more));
    }
    return lanes.stream().filter(lane -> !idle.contains(lane)).toList();
  }

  /** Whether it only waited; a thread also if it ran, but for no time that could be seen. */
  private boolean isIdle(Lane lane) {
    long unseen = carries(lane) ? unseen() : 0;
    return lane.marks().isEmpty()
        && lane.spans().stream()
            .allMatch(span -> span.activity() == Activity.WAITING || span.length() < unseen);
  }

  /** Whatever takes less time than this cannot be seen. */
  private long unseen() {
    return sides().stream().mapToLong(s -> s.end() - s.start()).max().orElse(0) / limits.parts();
  }

  /** Leaves out those that were there for too short a time to be seen, and that no arrow shows. */
  private List<Lane> seen(List<Lane> lanes, Set<String> connected, Side side) {
    var seen =
        lanes.stream()
            .filter(
                lane ->
                    lane.to() - lane.from() >= unseen()
                        || !lane.marks().isEmpty()
                        || connected.contains(lane.id()))
            .toList();
    if (seen.size() < lanes.size()) {
      leftOut.add(
          "%s too short to be seen: left out%s."
              .formatted(Words.count(lanes.size() - seen.size(), "lane"), in(side)));
    }
    return seen;
  }

  private static String in(Side side) {
    return side.title().isEmpty() ? "" : " in " + side.title();
  }

  /** Leaves out those on which least happened, if they are too many. */
  private List<Lane> most(List<Lane> lanes, Map<String, Long> ends, Side side) {
    int most = limits.lanes(Math.max(1, sightings.sides().size()));
    if (lanes.size() <= most) {
      return lanes;
    }
    var kept =
        lanes.stream()
            .sorted(
                comparing((Lane lane) -> !isAtWork(lane, side))
                    .thenComparing(lane -> -weight(lane, ends)))
            .limit(most)
            .map(Lane::id)
            .collect(toSet());
    leftOut.add(
        "%,d of %,d lanes, on which least happened: left out%s (a .json has them all)."
            .formatted(lanes.size() - kept.size(), lanes.size(), in(side)));
    return lanes.stream().filter(lane -> kept.contains(lane.id())).toList();
  }

  /** Whether it ran for a large part of the time, even if in one piece, which is no more events. */
  private static boolean isAtWork(Lane lane, Side side) {
    return lane.timeOf(Activity.RUNNING) > (side.end() - side.start()) / AT_WORK;
  }

  /** Coroutines and processes are what a program is about; threads carry them. */
  private static long weight(Lane lane, Map<String, Long> ends) {
    long events = lane.spans().size() + lane.marks().size() + 2 * ends.getOrDefault(lane.id(), 0L);
    return carries(lane) ? events : PREFERRED * events;
  }

  private static boolean carries(Lane lane) {
    return lane.kind() == LaneKind.THREAD || lane.kind() == LaneKind.VIRTUAL_THREAD;
  }

  /** Tells lanes of one name apart. */
  private static List<Lane> named(List<Lane> lanes) {
    var times = new HashMap<String, Integer>();
    lanes.forEach(lane -> times.merge(lane.name(), 1, Integer::sum));
    return lanes.stream()
        .map(lane -> times.get(lane.name()) == 1 ? lane : lane.withName(numbered(lane)))
        .toList();
  }

  private static String numbered(Lane lane) {
    return lane.name() + " #" + lane.id().substring(lane.id().indexOf('-') + 1);
  }

  private List<Arrow> between(List<Lane> lanes, List<Arrow> arrows) {
    var ids = lanes.stream().map(Lane::id).collect(toSet());
    var kept = arrows.stream().filter(a -> ids.contains(a.from()) && ids.contains(a.to())).toList();
    arrowsLeftOut += arrows.size() - kept.size();
    return kept;
  }

  /** Leaves out arrows, evenly, if they are too many. */
  private List<LaneGroup> thin(List<LaneGroup> groups) {
    if (arrowsLeftOut > 0) {
      leftOut.add(
          Words.count(arrowsLeftOut, "arrow") + " from or to a lane that is left out: left out.");
    }
    long all = groups.stream().mapToLong(group -> group.arrows().size()).sum();
    if (all <= limits.arrows()) {
      return groups;
    }
    leftOut.add("%,d of %,d arrows: left out, evenly.".formatted(all - limits.arrows(), all));
    var counter = new long[] {0, 0};
    return groups.stream()
        .map(
            group ->
                new LaneGroup(
                    group.title(),
                    group.length(),
                    group.lanes(),
                    group.arrows().stream().filter(arrow -> isKept(counter, all)).toList()))
        .toList();
  }

  /** Whether this one is: counts those seen and those kept, and keeps their shares equal. */
  private boolean isKept(long[] seenAndKept, long all) {
    seenAndKept[0]++;
    if (seenAndKept[1] * all < seenAndKept[0] * limits.arrows()
        && seenAndKept[1] < limits.arrows()) {
      seenAndKept[1]++;
      return true;
    }
    return false;
  }
}
