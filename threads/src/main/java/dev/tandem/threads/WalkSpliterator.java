package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** The items of a {@link Walk}, for streams. It splits off arrays of what comes next. */
final class WalkSpliterator<E> implements Spliterator<E> {
  private static final int SPLIT_UNIT = 1 << 10;

  private final Walk<E> walk;
  private int lastSplit;

  WalkSpliterator(Walk<E> walk) {
    this.walk = walk;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    requireNonNull(action, "action");
    if (!walk.hasNext()) {
      return false;
    }
    action.accept(walk.next().item);
    return true;
  }

  /** Each part is larger than the last, so that a few parts do for any number of items. */
  @Override
  public Spliterator<E> trySplit() {
    var items = new Object[Math.min(walk.left(), lastSplit + SPLIT_UNIT)];
    int count = 0;
    while (count < items.length && walk.hasNext()) {
      items[count++] = walk.next().item;
    }
    lastSplit = count;
    return count == 0 ? null : Spliterators.spliterator(items, 0, count, ORDERED | NONNULL);
  }

  @Override
  public long estimateSize() {
    return walk.left();
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL | CONCURRENT;
  }
}
