package dev.tandem.threads;

import java.util.List;

/**
 * Where a queue keeps its items, and the order in which they leave. Not safe for use by several
 * threads. Whatever a method throws, it has changed nothing.
 */
interface Buffer<E> {
  /** An item's place: the same item may have several, which are not the same place. */
  class Entry<E> {
    final E item;

    /** How many items had come when it came. */
    final long arrival;

    Entry(E item, long arrival) {
      this.item = item;
      this.arrival = arrival;
    }
  }

  /** Adds an item. */
  void add(E item);

  /** Removes the next item to leave, or gives null. */
  E poll();

  /** The next item to leave, or null. */
  E peek();

  int size();

  /** How many items have come: the arrival of the next. */
  long arrivals();

  /** Removes the item at this place; false if it has left. */
  boolean remove(Entry<E> entry);

  /**
   * Puts an item that was removed back at its place, or as the next to leave if the comparator
   * throws. Throws nothing itself.
   */
  void putBack(Entry<E> entry);

  void clear();

  /** The items as they stand, in the order in which they would leave. */
  List<E> inOrder();

  /**
   * Some of the places that come after {@code last}, which may have left, in the order in which
   * their items would leave; from the first on if that is null. It leaves out those that arrived
   * before {@code from} or not before {@code until}.
   *
   * @return at most {@code most}, which is positive; none only if there are no more
   */
  List<Entry<E>> after(Entry<E> last, long from, long until, int most);
}
