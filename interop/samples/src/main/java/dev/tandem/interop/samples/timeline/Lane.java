package dev.tandem.interop.samples.timeline;

import java.util.List;

/**
 * One thread, virtual thread, coroutine or process, and what it did. Times are nanoseconds since
 * the start of its group.
 *
 * @param id what no other lane of its group has
 * @param name what its program calls it
 * @param kind whose lane it is
 * @param from since when it is known to have been there
 * @param to until when
 * @param spans what it did, in order, none overlapping another
 * @param marks what happened to it, in order
 */
record Lane(
    String id, String name, LaneKind kind, long from, long to, List<Span> spans, List<Mark> marks) {
  Lane {
    spans = List.copyOf(spans);
    marks = List.copyOf(marks);
  }

  Lane withSpans(List<Span> others) {
    return new Lane(id, name, kind, from, to, others, marks);
  }

  Lane withName(String other) {
    return new Lane(id, other, kind, from, to, spans, marks);
  }

  /** How long it did {@code activity}, in nanoseconds. */
  long timeOf(Activity activity) {
    return spans.stream().filter(s -> s.activity() == activity).mapToLong(Span::length).sum();
  }

  /** Tells whether nothing is known but that it was there. */
  boolean isEmpty() {
    return spans.isEmpty() && marks.isEmpty();
  }
}
