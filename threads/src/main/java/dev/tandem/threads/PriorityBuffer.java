package dev.tandem.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The least item first; equal ones in the order of their arrival.
 *
 * <p>A binary heap that makes all its comparisons before it moves anything, so that a comparator
 * that throws changes nothing. ({@code java.util.PriorityQueue} moves as it compares, and may lose
 * an item.)
 */
final class PriorityBuffer<E> implements Buffer<E> {
  private record Entry<E>(E item, long arrival) {}

  private final Comparator<? super E> order;
  private final List<Entry<E>> heap = new ArrayList<>();
  private long arrivals;

  /** Where an entry passes as it sinks; kept from one time to the next. */
  private final int[] path = new int[Integer.SIZE];

  PriorityBuffer(Comparator<? super E> order) {
    this.order = order;
  }

  private int compare(Entry<E> a, Entry<E> b) {
    int byOrder = order.compare(a.item, b.item);
    return byOrder == 0 ? Long.compare(a.arrival, b.arrival) : byOrder;
  }

  @Override
  public void add(E item) {
    var entry = new Entry<>(item, arrivals);
    int target = rise(entry, heap.size());
    heap.add(entry);
    moveUp(heap.size() - 1, target, entry);
    arrivals++;
  }

  /** Where {@code entry} comes to stand when it rises from {@code hole}. */
  private int rise(Entry<E> entry, int hole) {
    while (hole > 0 && compare(entry, heap.get(parent(hole))) < 0) {
      hole = parent(hole);
    }
    return hole;
  }

  /** Shifts the entries from {@code target} to {@code hole} down, and puts {@code entry} there. */
  private void moveUp(int hole, int target, Entry<E> entry) {
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
  private int sink(Entry<E> entry, int hole, int size) {
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
  public boolean contains(Object o) {
    return o != null && heap.stream().anyMatch(entry -> o.equals(entry.item));
  }

  @Override
  public boolean remove(Object o) {
    return o != null
        && sorted()
            .filter(entry -> o.equals(entry.item))
            .findFirst()
            .map(this::removeEntry)
            .isPresent();
  }

  @Override
  public boolean removeSame(Object item) {
    return heap.stream()
        .filter(entry -> entry.item == item)
        .findFirst()
        .map(this::removeEntry)
        .isPresent();
  }

  private E removeEntry(Entry<E> entry) {
    int index = 0;
    while (heap.get(index) != entry) {
      index++;
    }
    return removeAt(index);
  }

  @Override
  public void clear() {
    heap.clear();
  }

  @Override
  public List<E> inOrder() {
    return sorted().map(Entry::item).collect(Collectors.toCollection(ArrayList::new));
  }

  private Stream<Entry<E>> sorted() {
    return heap.stream().sorted(this::compare);
  }
}
