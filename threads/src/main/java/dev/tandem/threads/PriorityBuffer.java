package dev.tandem.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The least item first; equal ones in the order of their arrival.
 *
 * <p>A binary heap that makes all its comparisons before it moves anything, so that a comparator
 * that throws changes nothing. ({@code java.util.PriorityQueue} moves as it compares, and may lose
 * an item.)
 */
final class PriorityBuffer<E> implements Buffer<E> {
  private static final class Ranked<E> extends Entry<E> {
    private final long arrival;

    Ranked(E item, long arrival) {
      super(item);
      this.arrival = arrival;
    }
  }

  private final Comparator<? super E> order;
  private final List<Ranked<E>> heap = new ArrayList<>();
  private long arrivals;

  /** Where an entry passes as it sinks; kept from one time to the next. */
  private final int[] path = new int[Integer.SIZE];

  PriorityBuffer(Comparator<? super E> order) {
    this.order = order;
  }

  private int compare(Ranked<E> a, Ranked<E> b) {
    int byOrder = order.compare(a.item, b.item);
    return byOrder == 0 ? Long.compare(a.arrival, b.arrival) : byOrder;
  }

  @Override
  public void add(E item) {
    insert(new Ranked<>(item, arrivals));
    arrivals++;
  }

  @Override
  public void putBack(Entry<E> entry) {
    insert((Ranked<E>) entry);
  }

  private void insert(Ranked<E> entry) {
    int target = rise(entry, heap.size());
    heap.add(entry);
    moveUp(heap.size() - 1, target, entry);
  }

  /** Where {@code entry} comes to stand when it rises from {@code hole}. */
  private int rise(Ranked<E> entry, int hole) {
    while (hole > 0 && compare(entry, heap.get(parent(hole))) < 0) {
      hole = parent(hole);
    }
    return hole;
  }

  /** Shifts the entries from {@code target} to {@code hole} down, and puts {@code entry} there. */
  private void moveUp(int hole, int target, Ranked<E> entry) {
    for (; hole != target; hole = parent(hole)) {
      heap.set(hole, heap.get(parent(hole)));
    }
    heap.set(target, entry);
  }

  private static int parent(int child) {
    return (child - 1) >>> 1;
  }

  @Override
  public E poll() {
    return heap.isEmpty() ? null : removeAt(0);
  }

  /** Fills the place of what leaves with the last entry, which then sinks or rises. */
  private E removeAt(int index) {
    int lastIndex = heap.size() - 1;
    var last = heap.get(lastIndex);
    var leaving = heap.get(index);
    if (index < lastIndex) {
      int depth = sink(last, index, lastIndex);
      if (depth == 0) {
        moveUp(index, rise(last, index), last);
      } else {
        int hole = index;
        for (int step = 0; step < depth; hole = path[step++]) {
          heap.set(hole, heap.get(path[step]));
        }
        heap.set(hole, last);
      }
    }
    heap.remove(lastIndex);
    return leaving.item;
  }

  /** Notes in {@link #path} where {@code entry} passes as it sinks from {@code hole}. */
  private int sink(Ranked<E> entry, int hole, int size) {
    int depth = 0;
    for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && compare(heap.get(child + 1), heap.get(child)) < 0) {
        child++;
      }
      if (compare(entry, heap.get(child)) <= 0) {
        break;
      }
      path[depth++] = child;
      hole = child;
    }
    return depth;
  }

  @Override
  public E peek() {
    return heap.isEmpty() ? null : heap.get(0).item;
  }

  @Override
  public int size() {
    return heap.size();
  }

  @Override
  public boolean remove(Entry<E> entry) {
    for (int index = 0; index < heap.size(); index++) {
      if (heap.get(index) == entry) {
        removeAt(index);
        return true;
      }
    }
    return false;
  }

  @Override
  public void clear() {
    heap.clear();
  }

  @Override
  public List<Entry<E>> inOrder() {
    var sorted = new ArrayList<>(heap);
    sorted.sort(this::compare);
    return new ArrayList<>(sorted);
  }
}
