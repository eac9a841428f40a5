package dev.tandem.interop.samples;

import dev.tandem.interop.BlockingJoinableQueue;
import dev.tandem.samples.RandomSleeps;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.List;

/** The threads' half of {@link QueueWorkers}. */
final class QueueThread {
  private QueueThread() {}

  static void produce(BlockingJoinableQueue<Duration> queue, List<Duration> items)
      throws InterruptedException {
    for (var item : items) {
      queue.put(item);
    }
  }

  static void sleepThrough(BlockingJoinableQueue<Duration> queue, String name, Stage stage)
      throws InterruptedException {
    while (true) {
      var sleep = queue.take();
      try {
        stage.sleep(sleep);
        stage.out().println(RandomSleeps.slept(name, sleep, stage));
      } finally {
        queue.taskDone();
      }
    }
  }
}
