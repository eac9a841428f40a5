package dev.tandem.threads.contract;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.Feature;
import java.util.Collections;
import java.util.Queue;
import java.util.function.Supplier;
import junit.framework.TestSuite;

/**
 * Guava's suites for the contracts of {@code Queue} and {@code Collection}, run by JUnit's vintage
 * engine.
 */
public final class GuavaQueueSuite extends TestSuite {
  public GuavaQueueSuite(String name) {
    super(name);
  }

  /** Adds the suites for one kind of queue. */
  public void add(String kind, Supplier<Queue<String>> queue, Feature<?>... features) {
    addTest(
        QueueTestSuiteBuilder.using(
                new TestStringQueueGenerator() {
                  @Override
                  protected Queue<String> create(String[] elements) {
                    var created = queue.get();
                    Collections.addAll(created, elements);
                    return created;
                  }
                })
            .named(getName() + "." + kind)
            .withFeatures(CollectionSize.ANY, CollectionFeature.GENERAL_PURPOSE)
            // it names its state and its counts, and asks no item for its name
            .withFeatures(CollectionFeature.NON_STANDARD_TOSTRING)
            .withFeatures(features)
            .createTestSuite());
  }
}
