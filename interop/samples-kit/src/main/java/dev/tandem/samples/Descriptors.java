package dev.tandem.samples;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets the system lets this process open. */
public final class Descriptors {
  /** For what the JVM itself opens meanwhile. */
  private static final int SPARE = 100;

  private Descriptors() {}

  /** How many more may be opened; no system that does not say has a limit. */
  public static long left() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - SPARE
        : Long.MAX_VALUE;
  }

  /**
   * Checks that this process may open connections to itself, each of which takes two descriptors.
   *
   * @param connections how many
   * @throws SampleFailure if they are too many; it says how many are not
   */
  public static void requireForConnections(int connections) throws SampleFailure {
    long left = left();
    if (connections > left / 2) {
      throw new SampleFailure(
          "%d connections take %d descriptors, and the system's limit (ulimit -n) leaves %d: "
                  .formatted(connections, 2L * connections, left)
              + "try --connections "
              + left / 2);
    }
  }
}
