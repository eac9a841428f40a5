package dev.tandem.threads;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What this thread allocates: a measure of work that does not depend on how busy the machine is.
 */
final class Allocation {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's

  private Allocation() {}

  /** How many bytes {@code body} allocates on this thread. */
  static long of(Executable body) throws Throwable {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    body.execute();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
