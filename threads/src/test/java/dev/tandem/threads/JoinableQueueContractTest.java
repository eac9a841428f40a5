package dev.tandem.threads;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import java.util.Collections;
import java.util.Comparator;
import java.util.Queue;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;

/** Guava's suites for the contracts of {@code Queue} and {@code Collection}, over every flavour. */
public final class JoinableQueueContractTest {
  private JoinableQueueContractTest() {}

  /** What the vintage engine runs. */
  @SuppressWarnings("exports") // JUnit is no part of the module
  public static Test suite() {
    var all = new TestSuite("JoinableQueue");
    // the suites know one order only, that of insertion; JoinableQueueTest knows the others
    all.addTest(suite("fifo", JoinableQueue::fifo, CollectionFeature.KNOWN_ORDER));
    all.addTest(suite("fifo[99]", () -> JoinableQueue.fifo(99), CollectionFeature.KNOWN_ORDER));
    all.addTest(suite("lifo", JoinableQueue::lifo));
    all.addTest(suite("lifo[99]", () -> JoinableQueue.lifo(99)));
    all.addTest(suite("priority", () -> JoinableQueue.priority(natural())));
    all.addTest(suite("priority[99]", () -> JoinableQueue.priority(99, natural())));
    all.addTest(suite("natural", JoinableQueue::priority));
    all.addTest(suite("natural[99]", () -> JoinableQueue.priority(99)));
    return all;
  }

  private static Comparator<String> natural() {
    return Comparator.naturalOrder();
  }

  private static Test suite(
      String name, Supplier<Queue<String>> queue, CollectionFeature... features) {
    return QueueTestSuiteBuilder.using(
            new TestStringQueueGenerator() {
              @Override
              protected Queue<String> create(String[] elements) {
                var created = queue.get();
                Collections.addAll(created, elements);
                return created;
              }
            })
        .named("JoinableQueue." + name)
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.GENERAL_PURPOSE,
            CollectionFeature.NON_STANDARD_TOSTRING)
        .withFeatures(features)
        .createTestSuite();
  }
}
