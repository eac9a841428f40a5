package dev.tandem.threads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * First in, first out; or last in, first out: a list linked both ways, always in the order of
 * arrival.
 *
 * <p>A link that has left keeps its way to the next older one, and so on to one that is still
 * there. By that a traversal that had come to it finds its way back. No link in the list refers to
 * one that has left, so those are garbage once no traversal is at them.
 */
final class LinkedBuffer<E> implements Buffer<E> {
  /** What {@link #after} gives at once, as it keeps all others from the lock. */
  private static final int LONGEST_STEP = 64;

  private static final class Link<E> extends Entry<E> {
    private @Nullable Link<E> older;

    /** Itself, once it has left. */
    private @Nullable Link<E> newer;

    Link(E item, long arrival) {
      super(item, arrival);
    }

    boolean hasLeft() {
      return newer == this;
    }
  }

  private final boolean lastInFirstOut;
  private @Nullable Link<E> oldest;
  private @Nullable Link<E> newest;
  private int size;
  private long arrivals;

  LinkedBuffer(boolean lastInFirstOut) {
    this.lastInFirstOut = lastInFirstOut;
  }

  @Override
  public void add(E item) {
    insert(new Link<>(item, arrivals++), newest);
  }

  /** Puts {@code link} next to {@code older}, or, where that is null, at the old end. */
  private void insert(Link<E> link, @Nullable Link<E> older) {
    var newer = older == null ? oldest : older.newer;
    join(older, link);
    join(link, newer);
    size++;
  }

  private void join(@Nullable Link<E> older, @Nullable Link<E> newer) {
    if (older == null) {
      oldest = newer;
    } else {
      older.newer = newer;
    }
    if (newer == null) {
      newest = older;
    } else {
      newer.older = older;
    }
  }

  private @Nullable Link<E> first() {
    return lastInFirstOut ? newest : oldest;
  }

  @Override
  public @Nullable E poll() {
    var link = first();
    if (link == null) {
      return null;
    }
    remove(link);
    return link.item;
  }

  @Override
  public @Nullable E peek() {
    var link = first();
    return link == null ? null : link.item;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long arrivals() {
    return arrivals;
  }

  @Override
  public boolean remove(Entry<E> entry) {
    var link = (Link<E>) entry;
    if (link.hasLeft()) {
      return false;
    }
    var older = link.older;
    join(older, link.newer);
    link.newer = link;
    link.older = older;
    size--;
    return true;
  }

  @Override
  public void putBack(Entry<E> entry) {
    insert((Link<E>) entry, lastInFirstOut ? olderFromNewest(entry) : olderFromOldest(entry));
  }

  private @Nullable Link<E> olderFromNewest(Entry<E> entry) {
    var older = newest;
    while (older != null && older.arrival > entry.arrival) {
      older = older.older; // it came since
    }
    return older;
  }

  private @Nullable Link<E> olderFromOldest(Entry<E> entry) {
    Link<E> older = null;
    for (var link = oldest; link != null && link.arrival < entry.arrival; link = link.newer) {
      older = link; // it was put back as well
    }
    return older;
  }

  @Override
  public void clear() {
    for (var link = oldest; link != null; ) {
      var newer = link.newer;
      link.older = null;
      link.newer = link;
      link = newer;
    }
    oldest = null;
    newest = null;
    size = 0;
  }

  @Override
  public List<E> inOrder() {
    var items = new ArrayList<E>(size);
    for (var link = first(); link != null; link = next(link)) {
      items.add(link.item);
    }
    return items;
  }

  private @Nullable Link<E> next(Link<E> link) {
    return lastInFirstOut ? link.older : link.newer;
  }

  @Override
  public List<Entry<E>> after(@Nullable Entry<E> last, long from, long until, int most) {
    int atMost = Math.min(most, LONGEST_STEP);
    var places = new ArrayList<Entry<E>>(Math.min(atMost, size));
    var link = lastInFirstOut ? newestAfter(last) : oldestAfter(last, from);
    while (link != null && places.size() < atMost && link.arrival >= from && link.arrival < until) {
      places.add(link);
      link = next(link);
    }
    return places;
  }

  private @Nullable Link<E> newestAfter(@Nullable Entry<E> last) {
    return last == null ? newest : stillThere(((Link<E>) last).older);
  }

  private @Nullable Link<E> oldestAfter(@Nullable Entry<E> last, long from) {
    if (last == null) {
      return from == 0 ? oldest : oldestSince(from);
    }
    var anchor = stillThere((Link<E>) last);
    var link = anchor == null ? oldest : anchor.newer;
    while (link != null && link.arrival <= last.arrival) {
      link = link.newer; // it was put back
    }
    return link;
  }

  private @Nullable Link<E> oldestSince(long from) {
    Link<E> oldestSince = null;
    for (var link = newest; link != null && link.arrival >= from; link = link.older) {
      oldestSince = link;
    }
    return oldestSince;
  }

  /** {@code link}, or the next older one that has not left. */
  private static <E> @Nullable Link<E> stillThere(@Nullable Link<E> link) {
    var there = link;
    while (there != null && there.hasLeft()) {
      there = there.older;
    }
    return there;
  }
}
