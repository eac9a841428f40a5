package dev.tandem.interop.samples.timeline;

/**
 * What somebody did for a while. Times are nanoseconds, since the epoch in a {@link LaneDraft} and
 * since the picture's start in a {@link Lane}.
 *
 * @param activity what it did
 * @param start from when
 * @param end until when
 * @param label in a word or two, to be drawn where there is room
 * @param about what exactly: for what it waited, how long it was to sleep, from where it read;
 *     empty if nothing is known
 * @param ending how it ended; empty if nothing is known
 * @param place where in the program; empty if nothing is known
 */
record Span(
    Activity activity,
    long start,
    long end,
    String label,
    String about,
    String ending,
    String place) {
  Span {
    if (end < start) {
      throw new IllegalArgumentException(
          "a span ends at %d before it starts at %d".formatted(end, start));
    }
  }

  /** A span of which no more is known. */
  static Span of(Activity activity, long start, long end, String label, String about) {
    return new Span(activity, start, end, label, about, "", "");
  }

  long length() {
    return end - start;
  }

  /** The same from {@code start} to {@code end}. */
  Span between(long start, long end) {
    return new Span(activity, start, end, label, about, ending, place);
  }

  /** The same with all times earlier by {@code nanos}. */
  Span earlier(long nanos) {
    return between(start - nanos, end - nanos);
  }
}
