package dev.tandem.threads;

import dev.tandem.threads.Buffer.Entry;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A weakly consistent traversal: it goes over the places that a queue has at its first step, in the
 * order in which their items would leave, each once, less those that left before it came to them.
 * It copies as much as was looked at, and not the whole. For use by one thread.
 *
 * <p>How it works: it fetches a few places at a time, first one, then two, four and so on, with the
 * queue's lock held; its user looks at them without. It tells what it began with from what came
 * later by the number of the arrival, and finds where it was by the last place that it has seen,
 * whether that is still there or not.
 */
final class Traversal<E> implements Iterator<Entry<E>> {
  private static final int NOT_BEGUN = -1;
  private static final int LONGEST_STEP = 1 << 30;

  private final Consumer<Traversal<E>> fetching;
  private List<Entry<E>> fetched = List.of();
  private int position;
  private @Nullable Entry<E> last;
  private long from;
  private long until = NOT_BEGUN;
  private int left = 1;
  private long putBack;
  private int step = 1;

  /** A traversal for which {@code fetching} calls {@link #fetch}, with the lock held. */
  Traversal(Consumer<Traversal<E>> fetching) {
    this.fetching = fetching;
  }

  @Override
  public boolean hasNext() {
    if (position == fetched.size() && left > 0) {
      fetching.accept(this);
    }
    return position < fetched.size();
  }

  @Override
  public Entry<E> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return fetched.get(position++);
  }

  /**
   * Fetches the next places, if there are any. Even a comparator without any order cannot prolong
   * it; but a place that was empty at the first step and is not now comes in addition to those of
   * then.
   */
  void fetch(Buffer<E> buffer, long putBackEver) {
    if (until == NOT_BEGUN) {
      until = buffer.arrivals();
      left = buffer.size();
    } else {
      left += (int) (putBackEver - putBack);
    }
    putBack = putBackEver;
    fetched = left == 0 ? List.of() : buffer.after(last, from, until, Math.min(step, left));
    position = 0;
    step = 2 * Math.min(step, LONGEST_STEP / 2);
    if (fetched.isEmpty()) {
      left = 0;
      last = null;
    } else {
      left -= fetched.size();
      last = fetched.get(fetched.size() - 1);
    }
  }

  /** Begins again, at its end, with what has come since it began; false if nothing has. */
  boolean goOn() {
    from = until;
    until = NOT_BEGUN;
    left = 1;
    step = 1;
    last = null;
    return hasNext();
  }

  /** How many places it has yet to go to, at most. */
  int left() {
    hasNext(); // so that it has begun
    return left + fetched.size() - position;
  }
}
