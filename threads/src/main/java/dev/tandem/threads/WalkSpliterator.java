package dev.tandem.threads;

import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;

/** The items of a {@link Walk}, for streams. It splits off arrays of what comes next. */
final class WalkSpliterator<E> extends AbstractSpliterator<E> {
  private final Walk<E> walk;

  WalkSpliterator(Walk<E> walk) {
    super(Long.MAX_VALUE, ORDERED | NONNULL | CONCURRENT);
    this.walk = walk;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    if (!walk.hasNext()) {
      return false;
    }
    action.accept(walk.next().item);
    return true;
  }

  @Override
  public long estimateSize() {
    return walk.left();
  }
}
