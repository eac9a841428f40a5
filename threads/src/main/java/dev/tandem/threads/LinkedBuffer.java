package dev.tandem.threads;

import java.util.ArrayList;
import java.util.List;

/**
 * First in, first out; or last in, first out: a list linked both ways, always in the order of
 * arrival.
 *
 * <p>A link that has left keeps its way to the next older one, and so on to one that is still
 * there. By that a walk that stood at it finds its way back. No link in the list refers to one that
 * has left, so those are garbage once no walk stands at them.
 */
final class LinkedBuffer<E> implements Buffer<E> {
  /** What {@link #after} gives at once: nobody else has the lock meanwhile. */
  private static final int LONGEST_STEP = 64;

  private static final class Link<E> extends Entry<E> {
    private Link<E> older;

    /** Itself, once it has left. */
    private Link<E> newer;

    Link(E item, long arrival) {
      super(item, arrival);
    }

    boolean hasLeft() {
      return newer == this;
    }
  }

  private final boolean lastInFirstOut;
  private Link<E> oldest;
  private Link<E> newest;
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
  private void insert(Link<E> link, Link<E> older) {
    var newer = older == null ? oldest : older.newer;
    join(older, link);
    join(link, newer);
    size++;
  }

  private void join(Link<E> older, Link<E> newer) {
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

  private Link<E> first() {
    return lastInFirstOut ? newest : oldest;
  }

  @Override
  public E poll() {
    var link = first();
    if (link == null) {
      return null;
    }
    remove(link);
    return link.item;
  }

  @Override
  public E peek() {
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

  private Link<E> olderFromNewest(Entry<E> entry) {
    var older = newest;
    while (older != null && older.arrival > entry.arrival) {
      older = older.older; // it came since
    }
    return older;
  }

  private Link<E> olderFromOldest(Entry<E> entry) {
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

  private Link<E> next(Link<E> link) {
    return lastInFirstOut ? link.older : link.newer;
  }

  @Override
  public List<Entry<E>> after(Entry<E> last, long from, long until, int most) {
    int atMost = Math.min(most, LONGEST_STEP);
    var places = new ArrayList<Entry<E>>(Math.min(atMost, size));
    var link = lastInFirstOut ? newestAfter(last) : oldestAfter(last, from);
    while (link != null && places.size() < atMost && link.arrival >= from && link.arrival < until) {
      places.add(link);
      link = next(link);
    }
    return places;
  }

  private Link<E> newestAfter(Entry<E> last) {
    return last == null ? newest : stillThere(((Link<E>) last).older);
  }

  private Link<E> oldestAfter(Entry<E> last, long from) {
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

  private Link<E> oldestSince(long from) {
    Link<E> oldestSince = null;
    for (var link = newest; link != null && link.arrival >= from; link = link.older) {
      oldestSince = link;
    }
    return oldestSince;
  }

  /** {@code link}, or the next older one that has not left. */
  private static <E> Link<E> stillThere(Link<E> link) {
    var there = link;
    while (there != null && there.hasLeft()) {
      there = there.older;
    }
    return there;
  }
}
