package dev.tandem.threads.contract;

import dev.tandem.fixtures.TestThread;
import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
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
  <T> TestThread<T> run(Callable<T> body) {
    return setting.kind().start(body);
  }

  /** A thread that waits. */
  <T> TestThread<T> waiting(Callable<T> body) throws InterruptedException {
    return run(body).untilItWaits();
  }

  TestThread<Integer> taking() throws InterruptedException {
    return waiting(queue::take);
  }

  TestThread<Integer> putting(int item) throws InterruptedException {
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
}
