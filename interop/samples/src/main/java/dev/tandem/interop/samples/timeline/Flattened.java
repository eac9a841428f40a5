package dev.tandem.interop.samples.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Spans that may overlap, as spans none of which overlaps another. */
final class Flattened {
  private final TreeMap<Long, Span> taken = new TreeMap<>();

  private Flattened() {}

  /**
   * Leaves of each span what those before it in the list do not cover.
   *
   * @param spans what is to be kept whole first
   * @return what is left, in order of time
   */
  static List<Span> of(List<Span> spans) {
    var flattened = new Flattened();
    spans.forEach(flattened::add);
    return List.copyOf(flattened.taken.values());
  }

  private void add(Span span) {
    var others = inTheWay(span);
    if (span.length() == 0 && others.isEmpty()) {
      taken.putIfAbsent(span.start(), span);
    }
    long from = span.start();
    for (var other : others) {
      put(span, from, other.start());
      from = Math.max(from, other.end());
    }
    put(span, from, span.end());
  }

  private List<Span> inTheWay(Span span) {
    var before = taken.lowerEntry(span.start());
    var others = new ArrayList<Span>();
    if (before != null && before.getValue().end() > span.start()) {
      others.add(before.getValue());
    }
    others.addAll(taken.subMap(span.start(), span.end()).values());
    return others;
  }

  private void put(Span span, long from, long to) {
    if (to > from) {
      taken.put(from, span.between(from, to));
    }
  }
}
