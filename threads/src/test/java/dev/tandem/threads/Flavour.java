package dev.tandem.threads;

import java.util.Comparator;
import java.util.List;
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
}
