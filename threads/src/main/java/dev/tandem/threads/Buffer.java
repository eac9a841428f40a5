package dev.tandem.threads;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a queue keeps its items, and the order in which they leave. Not safe for use by several
 * threads. Whatever a method throws, it has changed nothing.
 */
interface Buffer<E> {
  /** An item's place: the same item may have several, which are not the same place. */
  class Entry<E> {
    final E item;

    Entry(E item) {
      this.item = item;
    }
  }

  /** Adds an item. */
  void add(E item);

  /** Removes the next item to leave, or gives null. */
  E poll();

  /** The next item to leave, or null. */
  E peek();

  int size();

  /** Removes the item at this place; false if it has left. */
  boolean remove(Entry<E> entry);

  /** Puts an item that was removed back, as the next to leave of those it has no order with. */
  void putBack(Entry<E> entry);

  void clear();

  /** The places as they stand, in the order in which their items would leave. */
  List<Entry<E>> inOrder();

  /** First in, first out; or last in, first out: a list linked both ways. */
  final class Line<E> implements Buffer<E> {
    private static final class Link<E> extends Entry<E> {
      private Link<E> previous;
      private Link<E> next;
      private boolean inside;

      Link(E item) {
        super(item);
      }
    }

    private final boolean lastInFirstOut;
    private Link<E> first;
    private Link<E> last;
    private int size;

    Line(boolean lastInFirstOut) {
      this.lastInFirstOut = lastInFirstOut;
    }

    @Override
    public void add(E item) {
      var link = new Link<>(item);
      if (lastInFirstOut) {
        addFirst(link);
      } else {
        addLast(link);
      }
    }

    private void addFirst(Link<E> link) {
      link.next = first;
      if (first == null) {
        last = link;
      } else {
        first.previous = link;
      }
      first = link;
      added(link);
    }

    private void addLast(Link<E> link) {
      link.previous = last;
      if (last == null) {
        first = link;
      } else {
        last.next = link;
      }
      last = link;
      added(link);
    }

    private void added(Link<E> link) {
      link.inside = true;
      size++;
    }

    @Override
    public E poll() {
      var link = first;
      return link == null || !remove(link) ? null : link.item;
    }

    @Override
    public E peek() {
      return first == null ? null : first.item;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public boolean remove(Entry<E> entry) {
      var link = (Link<E>) entry;
      if (!link.inside) {
        return false;
      }
      if (link.previous == null) {
        first = link.next;
      } else {
        link.previous.next = link.next;
      }
      if (link.next == null) {
        last = link.previous;
      } else {
        link.next.previous = link.previous;
      }
      link.previous = null;
      link.next = null;
      link.inside = false;
      size--;
      return true;
    }

    @Override
    public void putBack(Entry<E> entry) {
      addFirst((Link<E>) entry);
    }

    @Override
    public void clear() {
      for (var link = first; link != null; link = link.next) {
        link.inside = false;
      }
      first = null;
      last = null;
      size = 0;
    }

    @Override
    public List<Entry<E>> inOrder() {
      var entries = new ArrayList<Entry<E>>(size);
      for (var link = first; link != null; link = link.next) {
        entries.add(link);
      }
      return entries;
    }
  }
}
