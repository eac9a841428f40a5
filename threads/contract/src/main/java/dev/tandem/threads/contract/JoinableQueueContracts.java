package dev.tandem.threads.contract;

import dev.tandem.threads.JoinableQueue;
import org.junit.jupiter.api.Nested;

/** All suites for what claims the contract of {@link JoinableQueue}, over one engine. */
public abstract class JoinableQueueContracts {
  private final QueueEngine engine;

  protected JoinableQueueContracts(QueueEngine engine) {
    this.engine = engine;
  }

  @Nested
  class PutsAndTakes extends JoinableQueueContract {
    @Override
    protected QueueEngine engine() {
      return engine;
    }
  }

  @Nested
  class IsFull extends BoundedQueueContract {
    @Override
    protected QueueEngine engine() {
      return engine;
    }
  }

  @Nested
  class HasAnOrder extends PriorityQueueContract {
    @Override
    protected QueueEngine engine() {
      return engine;
    }
  }

  @Nested
  class Removes extends QueueRemovalContract {
    @Override
    protected QueueEngine engine() {
      return engine;
    }
  }

  @Nested
  class IsWalked extends QueueWalkContract {
    @Override
    protected QueueEngine engine() {
      return engine;
    }
  }
}
