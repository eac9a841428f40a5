package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What stays on the heap. */
final class Heap {
  private static final long ALLOWED_BYTES = 4 << 20;

  private Heap() {}

  /** Fails if {@code body}, which does something a million times, leaves 4 bytes a time behind. */
  static void assertUnchangedBy(Executable body) throws Throwable {
    long before = used();
    body.execute();
    long left = used() - before;
    assertTrue(left < ALLOWED_BYTES, left + " bytes were left on the heap");
  }

  private static long used() {
    var runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
