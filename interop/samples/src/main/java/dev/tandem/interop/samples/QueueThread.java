package dev.tandem.interop.samples;

import dev.tandem.samples.RandomSleeps;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.time.Duration;
import java.util.List;

/** The threads' half of {@link QueueWorkers}. */
final class QueueThread {
  private QueueThread() {}

  static void produce(JoinableQueue<Duration> queue, List<Duration> items)
      throws InterruptedException {
    for (var item : items) {
      queue.put(item);
    }
  }

  static void sleepThrough(JoinableQueue<Duration> queue, String name, Stage stage)
      throws InterruptedException {
    while (true) {
      var sleep = queue.take();
      try {
        stage.sleep(sleep);
        System.out.println(RandomSleeps.slept(name, sleep, stage));
      } finally {
        queue.taskDone();
      }
    }
  }
}
