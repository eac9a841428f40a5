package dev.tandem.interop.samples.timeline;

/**
 * One lane that had an effect on another: started it, woke it, gave it a lock.
 *
 * @param from the lane that did it, by its id
 * @param departure when, in nanoseconds as in {@link Span}
 * @param to the lane that felt it, by its id
 * @param arrival when
 * @param what what it did: "starts", "wakes"
 */
record Arrow(String from, long departure, String to, long arrival, String what) {
  Arrow earlier(long nanos) {
    return new Arrow(from, departure - nanos, to, arrival - nanos, what);
  }
}
