package dev.tandem.threads.contract;

import static com.google.common.collect.testing.features.CollectionFeature.KNOWN_ORDER;

import dev.tandem.threads.JoinableQueue;
import java.util.Comparator;
import junit.framework.Test;

/** What Guava asks of every queue, asked of every flavour. */
public final class JoinableQueueContractTest {
  private JoinableQueueContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    Comparator<String> natural = Comparator.naturalOrder();
    var all = new GuavaQueueSuite("JoinableQueue");
    // the suites know one order only, that of insertion; HandOverQueueContractTest knows the others
    all.add("fifo", JoinableQueue::fifo, KNOWN_ORDER);
    all.add("fifo[99]", () -> JoinableQueue.fifo(99), KNOWN_ORDER);
    all.add("lifo", JoinableQueue::lifo);
    all.add("lifo[99]", () -> JoinableQueue.lifo(99));
    all.add("priority", () -> JoinableQueue.priority(natural));
    all.add("priority[99]", () -> JoinableQueue.priority(99, natural));
    all.add("natural", JoinableQueue::priority);
    all.add("natural[99]", () -> JoinableQueue.priority(99));
    return all;
  }
}
