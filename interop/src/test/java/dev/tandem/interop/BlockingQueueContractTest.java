package dev.tandem.interop;

import static com.google.common.collect.testing.features.CollectionFeature.KNOWN_ORDER;

import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.threads.contract.GuavaQueueSuite;
import junit.framework.Test;

/** What Guava asks of every queue, asked of the face. */
public final class BlockingQueueContractTest {
  private BlockingQueueContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    var all = new GuavaQueueSuite("BlockingJoinableQueue");
    // the suites know one order only, that of insertion; BlockingFacesContractTest knows the others
    all.add("fifo", () -> Blocking.asBlockingQueue(JoinableQueue.<String>fifo()), KNOWN_ORDER);
    all.add(
        "fifo[99]", () -> Blocking.asBlockingQueue(JoinableQueue.<String>fifo(99)), KNOWN_ORDER);
    all.add("lifo", () -> Blocking.asBlockingQueue(JoinableQueue.<String>lifo()));
    all.add("priority", () -> Blocking.asBlockingQueue(JoinableQueue.<String>priority()));
    return all;
  }
}
