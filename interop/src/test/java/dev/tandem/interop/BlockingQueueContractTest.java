package dev.tandem.interop;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionToStringTester;
import dev.tandem.coroutines.JoinableQueue;
import java.util.Collections;
import java.util.Queue;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;

/** Guava's suites for the contracts of {@code Queue} and {@code Collection}, over the face. */
public final class BlockingQueueContractTest {
  private BlockingQueueContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    var all = new TestSuite("BlockingJoinableQueue");
    // the suites know one order only, that of insertion; BlockingFacesTest knows the others
    all.addTest(suite("fifo", JoinableQueue::fifo, CollectionFeature.KNOWN_ORDER));
    all.addTest(suite("fifo[99]", () -> JoinableQueue.fifo(99), CollectionFeature.KNOWN_ORDER));
    all.addTest(suite("lifo", JoinableQueue::lifo));
    all.addTest(suite("priority", JoinableQueue::priority));
    return all;
  }

  private static Test suite(
      String name, Supplier<JoinableQueue<String>> queue, CollectionFeature... features) {
    return QueueTestSuiteBuilder.using(
            new TestStringQueueGenerator() {
              @Override
              protected Queue<String> create(String[] elements) {
                var created = Blocking.asBlockingQueue(queue.get());
                Collections.addAll(created, elements);
                return created;
              }
            })
        .named("BlockingJoinableQueue." + name)
        .withFeatures(CollectionSize.ANY, CollectionFeature.GENERAL_PURPOSE)
        .withFeatures(features)
        // it names its state and its counts, and asks no item for its name
        .suppressing(CollectionToStringTester.class.getDeclaredMethods())
        .createTestSuite();
  }
}
