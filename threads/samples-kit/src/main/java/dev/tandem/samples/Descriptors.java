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
}
