package dev.tandem.threads;

/** How this package answers an interruption. */
final class Interruptions {
  private Interruptions() {}

  /**
   * What every call that may wait begins with, even if it need not wait.
   *
   * @throws InterruptedException if this thread is interrupted, which clears the interruption
   */
  static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
