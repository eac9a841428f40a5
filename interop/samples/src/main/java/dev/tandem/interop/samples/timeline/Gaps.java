package dev.tandem.interop.samples.timeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;

/**
 * What a thread does between its events. No event says that it runs. It is taken to run where it
 * was sampled, and in a gap too short to hold a wait that was not recorded; of any other gap
 * nothing is known: the thread may be waiting in native code, or wait for longer than was recorded.
 *
 * @param from since when the thread is looked at
 * @param born whether that is when it started
 * @param to until when
 * @param died whether that is when it ended
 * @param samples when it was seen running, in order
 */
record Gaps(long from, boolean born, long to, boolean died, List<Long> samples) {
  /** As long as the samples of a recording with usual settings are apart, and half of it. */
  private static final long SAMPLE = MILLISECONDS.toNanos(20);

  private static final long SHORT = MILLISECONDS.toNanos(30);

  /** The same spans, and those of running between them. */
  List<Span> fill(List<Span> told) {
    var all = new ArrayList<Span>();
    long done = from;
    boolean known = born;
    for (var span : told) {
      fill(all, done, span.start(), known);
      all.add(span);
      done = Math.max(done, span.end());
      known = true;
    }
    fill(all, done, to, known && died);
    return all;
  }

  private void fill(List<Span> all, long start, long end, boolean bounded) {
    if (end <= start) {
      return;
    }
    if (bounded && end - start <= SHORT) {
      all.add(running(start, end, "between two of its events"));
      return;
    }
    long upTo = start;
    for (long sample : samples) {
      if (sample >= start && sample <= end) {
        long first = Math.max(upTo, sample - SAMPLE / 2);
        long last = Math.min(end, sample + SAMPLE / 2);
        extend(all, first, last, start);
        upTo = last;
      }
    }
  }

  /** Adds a time of running, to the one before it if it follows on that. */
  private static void extend(List<Span> all, long first, long last, long start) {
    var before = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last <= first) {
      return;
    }
    if (before != null
        && before.activity() == Activity.RUNNING
        && before.start() >= start
        && before.end() >= first) {
      all.set(all.size() - 1, before.between(before.start(), last));
    } else {
      all.add(running(first, last, "seen in samples of its stack"));
    }
  }

  private static Span running(long start, long end, String about) {
    return Span.of(Activity.RUNNING, start, end, "", about);
  }

  /**
   * The same spans of a coroutine, and those between them in which it is suspended.
   *
   * @param traced whether its turns are among the spans, or else nothing is known of the gaps
   */
  static List<Span> suspended(List<Span> told, boolean traced) {
    var all = new ArrayList<Span>();
    for (var span : told) {
      var before = all.isEmpty() ? null : all.get(all.size() - 1);
      if (traced && before != null && span.start() > before.end()) {
        all.add(Span.of(Activity.SUSPENDED, before.end(), span.start(), "suspended", ""));
      }
      all.add(span);
    }
    return all;
  }
}
