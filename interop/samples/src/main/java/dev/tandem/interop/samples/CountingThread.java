package dev.tandem.interop.samples;

import dev.tandem.interop.Blocking;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;

/** The threads' half of {@link LockedCounter}. */
final class CountingThread {
  private CountingThread() {}

  static void increment(SharedCounter counter, String name, Stage stage)
      throws InterruptedException {
    try (var held = Guard.holdInterruptibly(Blocking.asLock(counter.getMutex()))) {
      int before = counter.getValue();
      System.out.println(name + " reads " + before);
      stage.sleep(SharedCounter.BETWEEN_READ_AND_WRITE);
      counter.setValue(before + 1);
      System.out.println(name + " writes " + counter.getValue());
    }
  }
}
