package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.Buffer.Entry;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a queue does by traversing its items: to look for one, to go over all, to take out and to
 * drain. Foreign code ({@code equals}, predicates, the targets of {@code drainTo}) is called here,
 * without the lock; the four steps that need it are the subclass's.
 *
 * <p>Like {@link #contains}, iterators, {@link #remove(Object)} and {@code drainTo} cost what is
 * looked at, not what is there. They go over the items that are there at their first step; one that
 * leaves meanwhile may be missing, and one that {@code drainTo} puts back meanwhile may be there.
 */
abstract class AbstractJoinableQueue<E> extends AbstractQueue<E> implements JoinableQueue<E> {
  /** How often {@code contains} and {@code remove} look at what came while they looked. */
  private static final int MOST_ROUNDS = 16;

  /** Has {@code traversal} fetch its next places from the buffer, under the lock. */
  abstract void fetch(Traversal<E> traversal);

  /**
   * Takes out the item at {@code place}, and lets in a putter that waits for the room; false if it
   * left.
   */
  abstract boolean takeOut(Entry<E> place);

  /** Puts back an item that was taken out, and that no caller has had. */
  abstract void putBack(Entry<E> place);

  /** The items as they stand at one moment, in the order in which they would leave. */
  abstract List<E> snapshot();

  private Traversal<E> traversal() {
    return new Traversal<>(this::fetch);
  }

  @Override
  public boolean contains(@Nullable Object o) {
    return o != null && find(o, place -> true);
  }

  @Override
  public boolean remove(@Nullable Object o) {
    return o != null && find(o, this::takeOut);
  }

  /**
   * Looks for a place whose item {@code o} equals and which {@code accepted} takes.
   *
   * <p>What has come meanwhile is looked at too, so that at the end there is a moment at which none
   * was there; but if more comes faster than it can be looked at, not for ever.
   */
  private boolean find(Object o, Predicate<Entry<E>> accepted) {
    var traversal = traversal();
    int rounds = 0;
    do {
      while (traversal.hasNext()) {
        var place = traversal.next();
        if (o.equals(place.item) && accepted.test(place)) {
          return true;
        }
      }
    } while (++rounds < MOST_ROUNDS && traversal.goOn());
    return false;
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    requireNonNull(filter, "filter");
    boolean removed = false;
    for (var traversal = traversal(); traversal.hasNext(); ) {
      var place = traversal.next();
      removed |= filter.test(place.item) && takeOut(place);
    }
    return removed;
  }

  @Override
  public boolean removeAll(Collection<?> items) {
    return removeIf(requireNonNull(items, "items")::contains);
  }

  @Override
  public boolean retainAll(Collection<?> items) {
    requireNonNull(items, "items");
    return removeIf(item -> !items.contains(item));
  }

  @Override
  public int drainTo(Collection<? super E> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super E> target, int maxElements) {
    requireNonNull(target, "target");
    if (target == this) {
      throw new IllegalArgumentException("a queue cannot be drained to itself");
    }
    int drained = 0;
    var traversal = traversal();
    while (drained < maxElements && traversal.hasNext()) {
      var place = traversal.next();
      if (takeOut(place)) {
        add(place, target);
        drained++;
      }
    }
    return drained;
  }

  private void add(Entry<E> place, Collection<? super E> target) {
    boolean added = false;
    try {
      target.add(place.item);
      added = true;
    } finally {
      if (!added) {
        putBack(place);
      }
    }
  }

  @Override
  public Iterator<E> iterator() {
    var traversal = traversal();
    return new Iterator<>() {
      private @Nullable Entry<E> last;

      @Override
      public boolean hasNext() {
        return traversal.hasNext();
      }

      @Override
      public E next() {
        last = traversal.next();
        return last.item;
      }

      @Override
      public void remove() {
        if (last == null) {
          throw new IllegalStateException("next() has not been called since the last remove()");
        }
        takeOut(last);
        last = null;
      }
    };
  }

  @Override
  public Spliterator<E> spliterator() {
    return new TraversalSpliterator<>(traversal());
  }

  @Override
  public Object[] toArray() {
    return snapshot().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return snapshot().toArray(array);
  }
}
