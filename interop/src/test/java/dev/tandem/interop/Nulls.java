package dev.tandem.interop;

import java.util.concurrent.BlockingQueue;

/** What Kotlin does not let a test write: calls with null. */
final class Nulls {
  private Nulls() {}

  static void drainTo(BlockingQueue<?> queue) {
    queue.drainTo(null);
  }

  static void removeIf(BlockingQueue<?> queue) {
    queue.removeIf(null);
  }

  static void pollWithoutUnit(BlockingQueue<?> queue) throws InterruptedException {
    queue.poll(1, null);
  }
}
