package dev.tandem.interop.samples.timeline;

import static java.util.stream.Collectors.groupingBy;

import dev.tandem.interop.samples.timeline.LaneDraft.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The turns of coroutines on threads. A coroutine that has its turn on a thread that sleeps, waits
 * or is blocked does the same: it runs no further.
 */
final class Turns {
  /** A coroutine's turn on a thread. */
  record Turn(LaneDraft coroutine, LaneDraft thread, long start, long end) {}

  private final List<Turn> turns = new ArrayList<>();

  void add(Turn turn) {
    turns.add(turn);
  }

  /** Once all events are read: gives coroutines what their threads did in their turns. */
  void finish() {
    turns.stream().collect(groupingBy(Turn::thread)).forEach(Turns::give);
  }

  private static void give(LaneDraft thread, List<Turn> turns) {
    var blocked = new TreeMap<Long, Span>();
    thread.blocked().forEach(span -> blocked.put(span.start(), span));
    for (var turn : turns) {
      var from = blocked.floorKey(turn.start());
      var during = blocked.subMap(from == null ? turn.start() : from, turn.end()).values();
      during.stream()
          .filter(span -> span.end() > turn.start())
          .map(s -> s.between(Math.max(s.start(), turn.start()), Math.min(s.end(), turn.end())))
          .forEach(span -> turn.coroutine().add(Rank.PARK, span));
    }
  }
}
