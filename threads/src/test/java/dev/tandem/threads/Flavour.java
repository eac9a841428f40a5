package dev.tandem.threads;

import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The kinds of queue, each with its order. */
record Flavour(String name, Supplier<JoinableQueue<Integer>> create) {
  @Override
  public String toString() {
    return name;
  }

  JoinableQueue<Integer> of(int... items) {
    var queue = create.get();
    for (int item : items) {
      queue.add(item);
    }
    return queue;
  }

  static List<Flavour> flavours() {
    return List.of(
        new Flavour("fifo", JoinableQueue::fifo),
        new Flavour("lifo", JoinableQueue::lifo),
        new Flavour("priority", () -> JoinableQueue.priority(Comparator.naturalOrder())),
        new Flavour("all equal", () -> JoinableQueue.priority((a, b) -> 0)));
  }

  /** A target that refuses everything, after {@code before} has run. */
  static <E> AbstractCollection<E> refusing(Consumer<E> before) {
    return new AbstractCollection<>() {
      @Override
      public boolean add(E item) {
        before.accept(item);
        throw new UnsupportedOperationException("refused");
      }

      @Override
      public Iterator<E> iterator() {
        return Collections.emptyIterator();
      }

      @Override
      public int size() {
        return 0;
      }
    };
  }
}
