package dev.tandem.interop.samples.timeline;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;

/**
 * What events say of one lane, in whatever order they come; times are nanoseconds since the epoch.
 *
 * <p>Events overlap: a wait for a queue contains the thread's park, a coroutine's turn on a thread
 * contains that thread's sleep. The {@link Rank} says which is drawn where they do.
 */
final class LaneDraft {
  /** From what is drawn least to what is drawn most. */
  enum Rank {
    /** A coroutine's turn on a thread: what the thread does meanwhile says more. */
    TURN,
    /** Waiting until a call of another world comes back, whatever for. */
    CALL,
    /** A virtual thread that is pinned: why it waits says more. */
    PINNED,
    /** The thread is parked: for what, the library says. */
    PARK,
    /** The JDK's other events. */
    BLOCKING,
    /** What the library says. */
    WAIT
  }

  private record Ranked(Rank rank, Span span) {}

  private final String id;
  private final LaneKind kind;
  private final List<Ranked> spans = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Long> samples = new ArrayList<>();
  private String name;
  private long birth = Long.MIN_VALUE;
  private long death = Long.MAX_VALUE;

  LaneDraft(String id, LaneKind kind) {
    this.id = id;
    this.kind = kind;
    this.name = kind + " " + id.substring(id.indexOf('-') + 1);
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  LaneDraft name(String known) {
    name = known;
    return this;
  }

  void add(Rank rank, Span span) {
    spans.add(new Ranked(rank, span));
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  /** It was seen running at that moment. */
  void sample(long time) {
    samples.add(time);
  }

  void born(long time) {
    birth = time;
  }

  void died(long time) {
    death = time;
  }

  /** When the first is known of it, {@code otherwise} if nothing is. */
  long first(long otherwise) {
    long first = birth == Long.MIN_VALUE ? otherwise : birth;
    for (var ranked : spans) {
      first = Math.min(first, ranked.span().start());
    }
    for (var mark : marks) {
      first = Math.min(first, mark.at());
    }
    return samples.stream().mapToLong(Long::longValue).reduce(first, Math::min);
  }

  /**
   * What it did from {@code start} to {@code end}.
   *
   * @return a lane whose times begin with {@code start}
   */
  Lane lane(long start, long end) {
    boolean coroutine = kind == LaneKind.COROUTINE;
    long from = Math.max(start, birth != Long.MIN_VALUE ? birth : coroutine ? first(end) : start);
    long to = Math.min(end, death != Long.MAX_VALUE ? death : coroutine ? last(start) : end);
    var told = Flattened.of(within(start, end));
    var filled =
        coroutine
            ? Gaps.suspended(told, isTraced())
            : kind == LaneKind.PROCESS ? told : gaps(start, end).fill(told);
    return new Lane(
        id,
        name,
        kind,
        Math.min(from, to) - start,
        to - start,
        filled.stream().map(span -> span.earlier(start)).toList(),
        marks.stream()
            .filter(mark -> mark.at() >= start && mark.at() <= end)
            .sorted(comparingLong(Mark::at))
            .map(mark -> mark.earlier(start))
            .toList());
  }

  private long last(long otherwise) {
    return spans.stream().mapToLong(ranked -> ranked.span().end()).reduce(otherwise, Math::max);
  }

  /** Whether its turns were recorded: then it is suspended between them. */
  private boolean isTraced() {
    return spans.stream().anyMatch(ranked -> ranked.span().activity() == Activity.RUNNING);
  }

  private Gaps gaps(long start, long end) {
    return new Gaps(
        Math.max(start, birth),
        birth >= start,
        Math.min(end, death),
        death <= end,
        samples.stream().sorted().toList());
  }

  /** When it did nothing of its own: slept, waited, was blocked; none overlapping another. */
  List<Span> blocked() {
    return Flattened.of(within(Long.MIN_VALUE, Long.MAX_VALUE)).stream()
        .filter(span -> span.activity() != Activity.RUNNING)
        .toList();
  }

  /** The spans of that time, cut to it, those drawn most first. */
  private List<Span> within(long start, long end) {
    return spans.stream()
        .filter(ranked -> ranked.span().end() >= start && ranked.span().start() <= end)
        .sorted(
            comparingInt((Ranked ranked) -> -ranked.rank().ordinal())
                .thenComparing(Ranked::span, comparingLong(Span::start))
                .thenComparing(Ranked::span, comparingLong(span -> -span.end())))
        .map(Ranked::span)
        .map(span -> span.between(Math.max(start, span.start()), Math.min(end, span.end())))
        .toList();
  }
}
