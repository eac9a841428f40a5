package dev.tandem.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The least item first; equal ones in the order of their arrival.
 *
 * <p>A binary heap that makes all its comparisons before it moves anything, so that a comparator
 * that throws changes nothing. ({@code java.util.PriorityQueue} moves as it compares, and may lose
 * an item.)
 */
final class PriorityBuffer<E> implements Buffer<E> {
  private static final class Ranked<E> extends Entry<E> {
    private static final int OUTSIDE = -1;

    /** Where it stands in the heap. */
    private int index = OUTSIDE;

    Ranked(E item, long arrival) {
      super(item, arrival);
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
    var entry = new Ranked<>(item, arrivals);
    insert(entry, rise(entry, heap.size()));
    arrivals++;
  }

  @Override
  public void putBack(Entry<E> entry) {
    var ranked = (Ranked<E>) entry;
    int target = 0;
    try {
      target = rise(ranked, heap.size());
    } catch (Throwable comparatorFailed) {
      // nobody knows its place, but it must have one
    }
    insert(ranked, target);
  }

  private void insert(Ranked<E> entry, int target) {
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
      place(hole, heap.get(parent(hole)));
    }
    place(target, entry);
  }

  private void place(int index, Ranked<E> entry) {
    heap.set(index, entry);
    entry.index = index;
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
          place(hole, heap.get(path[step]));
        }
        place(hole, last);
      }
    }
    heap.remove(lastIndex);
    leaving.index = Ranked.OUTSIDE;
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
  public long arrivals() {
    return arrivals;
  }

  @Override
  public boolean remove(Entry<E> entry) {
    int index = ((Ranked<E>) entry).index;
    if (index == Ranked.OUTSIDE) {
      return false;
    }
    removeAt(index);
    return true;
  }

  @Override
  public void clear() {
    heap.forEach(entry -> entry.index = Ranked.OUTSIDE);
    heap.clear();
  }

  /** Without {@code List.sort}, which throws if it finds that a comparator contradicts itself. */
  @Override
  public List<E> inOrder() {
    var items = new ArrayList<E>(heap.size());
    after(null, 0, arrivals, Integer.MAX_VALUE).forEach(entry -> items.add(entry.item));
    return items;
  }

  /**
   * Goes down from the top: what is not wanted is passed through as it stands, what is wanted taken
   * out in order. So it costs what was passed and what is given, not what is there.
   */
  @Override
  public List<Entry<E>> after(Entry<E> last, long from, long until, int most) {
    var places = new ArrayList<Entry<E>>();
    var wanted = new PriorityQueue<Ranked<E>>(this::compare);
    var unseen = new ArrayDeque<Ranked<E>>();
    addIfThere(0, unseen);
    while (places.size() < most) {
      for (var entry = unseen.poll(); entry != null; entry = unseen.poll()) {
        if (entry.arrival >= from && entry.arrival < until && isAfter(entry, last)) {
          wanted.add(entry);
        } else {
          addChildren(entry, unseen);
        }
      }
      var next = wanted.poll();
      if (next == null) {
        break;
      }
      places.add(next);
      addChildren(next, unseen);
    }
    return places;
  }

  private boolean isAfter(Ranked<E> entry, Entry<E> last) {
    return last == null || compare(entry, (Ranked<E>) last) > 0;
  }

  private void addChildren(Ranked<E> entry, Queue<Ranked<E>> queue) {
    addIfThere(2 * entry.index + 1, queue);
    addIfThere(2 * entry.index + 2, queue);
  }

  private void addIfThere(int index, Queue<Ranked<E>> queue) {
    if (index < heap.size()) {
      queue.add(heap.get(index));
    }
  }
}
