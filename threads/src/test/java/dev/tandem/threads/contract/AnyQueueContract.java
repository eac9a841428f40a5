package dev.tandem.threads.contract;

import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.Running;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** What the suites for queues have in common. Each is run over every engine by a subclass. */
@Timeout(120)
public abstract class AnyQueueContract {
  /** Room for more than most tests put. */
  static final int ROOMY = 5_000;

  @Parameter Setting setting;

  /** Of the flavour, roomy or without a limit; {@link BoundedQueueContract} fills its own. */
  JoinableQueue<Integer> queue;

  protected abstract QueueEngine engine();

  @BeforeEach
  void create() {
    queue = of();
  }

  int capacity() {
    return setting.bounded() ? ROOMY : Integer.MAX_VALUE;
  }

  JoinableQueue<Integer> of(Integer... items) {
    var created = setting.flavour().create(engine(), capacity());
    created.addAll(List.of(items));
    return created;
  }

  <E> JoinableQueue<E> fifo() {
    return engine().fifo(capacity());
  }

  List<Integer> leaving(Integer... items) {
    return setting.flavour().leaving(List.of(items));
  }

  /** A thread that runs. */
  <T> Running<T> run(Callable<T> body) {
    return setting.kind().start(body);
  }

  /** A thread that waits. */
  <T> Running<T> waiting(Callable<T> body) throws InterruptedException {
    return run(body).untilItWaits();
  }

  Running<Integer> taking() throws InterruptedException {
    return waiting(queue::take);
  }

  Running<Integer> putting(int item) throws InterruptedException {
    return waiting(() -> put(item));
  }

  int put(int item) throws InterruptedException {
    queue.put(item);
    return item;
  }

  static <E> List<E> drained(JoinableQueue<E> queue) {
    var items = new ArrayList<E>();
    queue.drainTo(items);
    return items;
  }

  static <E extends Comparable<E>> List<E> sorted(Collection<E> items) {
    var sorted = new ArrayList<>(items);
    Collections.sort(sorted);
    return sorted;
  }

  /** Throws what Java would have declared. */
  @SuppressWarnings("unchecked")
  static <X extends Throwable> X undeclared(Throwable failure) throws X {
    throw (X) failure;
  }

  /** A target that refuses everything, after {@code before} has run. */
  static <E> AbstractCollection<E> refusing(Consumer<E> before) {
    return target(
        item -> {
          before.accept(item);
          throw new UnsupportedOperationException("refused");
        });
  }

  /** A target that does with an item what it likes. */
  static <E> AbstractCollection<E> target(Consumer<E> add) {
    return new AbstractCollection<>() {
      @Override
      public boolean add(E item) {
        add.accept(item);
        return true;
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
