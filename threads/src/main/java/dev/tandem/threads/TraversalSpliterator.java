package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The items of a {@link Traversal}, for streams. It splits off arrays of what comes next. */
final class TraversalSpliterator<E> implements Spliterator<E> {
  private static final int SPLIT_UNIT = 1 << 10;

  private final Traversal<E> traversal;
  private int lastSplit;

  TraversalSpliterator(Traversal<E> traversal) {
    this.traversal = traversal;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    requireNonNull(action, "action");
    if (!traversal.hasNext()) {
      return false;
    }
    action.accept(traversal.next().item);
    return true;
  }

  /** Each part is larger than the last, so that a few parts do for any number of items. */
  @Override
  public @Nullable Spliterator<E> trySplit() {
    var items = new Object[Math.min(traversal.left(), lastSplit + SPLIT_UNIT)];
    int count = 0;
    while (count < items.length && traversal.hasNext()) {
      items[count++] = traversal.next().item;
    }
    lastSplit = count;
    return count == 0 ? null : Spliterators.spliterator(items, 0, count, ORDERED | NONNULL);
  }

  @Override
  public long estimateSize() {
    return traversal.left();
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL | CONCURRENT;
  }
}
