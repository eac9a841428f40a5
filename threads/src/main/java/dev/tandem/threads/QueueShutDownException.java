package dev.tandem.threads;

import java.io.Serial;

/**
 * A {@link JoinableQueue} was shut down: it takes no more items, and has none to give. asyncio's
 * {@code QueueShutDown}.
 */
public final class QueueShutDownException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  /** Creates the exception; for queues that keep this one's contract. */
  public QueueShutDownException() {
    super("the queue was shut down");
  }
}
