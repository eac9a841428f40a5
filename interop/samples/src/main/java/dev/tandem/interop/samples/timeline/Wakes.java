package dev.tandem.interop.samples.timeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connects wake-ups with the waits that they ended: the waiter and the object are the same, and the
 * wait was not over yet. A wake-up may come just before its wait's event begins, and a waiter that
 * finds nothing waits on, so that several lie in one wait; the last of them ended it.
 */
final class Wakes {
  /** How long before its wait's event a wake-up may come. */
  private static final long EARLY = MILLISECONDS.toNanos(10);

  /** Who waits for what: what a wake-up and its wait have in common. */
  record Place(String object, String waiter, long coroutine) {}

  /** A wait, and the lane that waited. */
  record Wait(Place place, String lane, long start, long end) {}

  /** A wake-up, and the lane that woke another. */
  record Wake(Place place, String lane, long at) {}

  /** By the time of their end: nobody waits twice at once, so none contains another. */
  private final Map<Place, TreeMap<Long, Wait>> waits = new HashMap<>();

  private final List<Wake> wakes = new ArrayList<>();

  void add(Wait wait) {
    waits.computeIfAbsent(wait.place(), place -> new TreeMap<>()).put(wait.end(), wait);
  }

  void add(Wake wake) {
    wakes.add(wake);
  }

  /** An arrow for each wake-up whose wait was recorded. */
  List<Arrow> arrows() {
    var latest = new HashMap<Wait, Long>();
    for (var wake : wakes) {
      var wait = waitOf(wake);
      if (wait != null) {
        latest.merge(wait, wake.at(), Math::max);
      }
    }
    var arrows = new ArrayList<Arrow>();
    for (var wake : wakes) {
      var wait = waitOf(wake);
      if (wait != null) {
        boolean last = latest.get(wait) == wake.at();
        long arrival = last ? Math.max(wake.at(), wait.end()) : wake.at();
        arrows.add(new Arrow(wake.lane(), wake.at(), wait.lane(), arrival, "wakes"));
      }
    }
    return arrows;
  }

  private Wait waitOf(Wake wake) {
    var next = waits.getOrDefault(wake.place(), new TreeMap<>()).ceilingEntry(wake.at());
    return next == null || next.getValue().start() - EARLY > wake.at() ? null : next.getValue();
  }
}
