package dev.tandem.threads;

import java.lang.reflect.Method;
import org.junit.jupiter.api.function.Executable;

/**
 * What this thread allocates: a measure of work that does not depend on how busy the machine is.
 *
 * <p>By reflection, as the module under test, with which this is compiled, does not read {@code
 * jdk.management}.
 */
final class Allocation {
  private Allocation() {}

  /** How many bytes {@code body} allocates on this thread. */
  static long of(Executable body) throws Throwable {
    var threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    var bytes =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
    long counting = -count(bytes, threads) + count(bytes, threads);
    long before = count(bytes, threads);
    body.execute();
    return count(bytes, threads) - before - counting;
  }

  private static long count(Method bytes, Object threads) throws ReflectiveOperationException {
    return (long) bytes.invoke(threads);
  }
}
