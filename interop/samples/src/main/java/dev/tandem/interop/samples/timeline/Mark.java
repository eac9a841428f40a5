package dev.tandem.interop.samples.timeline;

/**
 * Something that happened on a lane at one moment: a cancellation, a crossing, a death.
 *
 * @param at when, in nanoseconds as in {@link Span}
 * @param what what happened
 */
record Mark(long at, String what) {
  Mark earlier(long nanos) {
    return new Mark(at - nanos, what);
  }
}
