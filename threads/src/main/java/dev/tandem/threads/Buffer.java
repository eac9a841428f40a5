package dev.tandem.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Where a queue keeps its items, and the order in which they leave. Not safe for use by several
 * threads. Whatever a method throws, it has changed nothing.
 */
interface Buffer<E> {
  /** Adds an item. */
  void add(E item);

  /** Removes the next item to leave, or gives null. */
  E poll();

  /** The next item to leave, or null. */
  E peek();

  int size();

  /** Whether an item equals {@code o}. */
  boolean contains(Object o);

  /** Removes the first item that equals {@code o}; tells whether there was one. */
  boolean remove(Object o);

  /** Removes this very item; tells whether it was there. */
  boolean removeSame(Object item);

  void clear();

  /** A copy of the items, in the order in which they would leave. */
  List<E> inOrder();

  /** First in, first out; or last in, first out. */
  final class Line<E> implements Buffer<E> {
    private final ArrayDeque<E> items = new ArrayDeque<>();
    private final boolean lastInFirstOut;

    Line(boolean lastInFirstOut) {
      this.lastInFirstOut = lastInFirstOut;
    }

    @Override
    public void add(E item) {
      if (lastInFirstOut) {
        items.addFirst(item);
      } else {
        items.addLast(item);
      }
    }

    @Override
    public E poll() {
      return items.pollFirst();
    }

    @Override
    public E peek() {
      return items.peekFirst();
    }

    @Override
    public int size() {
      return items.size();
    }

    @Override
    public boolean contains(Object o) {
      return items.contains(o);
    }

    @Override
    public boolean remove(Object o) {
      return items.removeFirstOccurrence(o);
    }

    @Override
    public boolean removeSame(Object item) {
      for (Iterator<E> each = items.iterator(); each.hasNext(); ) {
        if (each.next() == item) {
          each.remove();
          return true;
        }
      }
      return false;
    }

    @Override
    public void clear() {
      items.clear();
    }

    @Override
    public List<E> inOrder() {
      return new ArrayList<>(items);
    }
  }
}
