package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.threads.JoinableQueue;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tutorial 6, exercise 2: a worker that outlives a bad item, and does not forget it. */
@Timeout(60)
class SurvivingWorkersTest {
  static void work(JoinableQueue<String> queue, Consumer<String> handler, Queue<String> failed) {
    try {
      while (true) {
        String item = queue.take();
        try {
          handler.accept(item);
        } catch (RuntimeException failure) {
          failed.add(item + ": " + failure.getMessage());
        } finally {
          queue.taskDone();
        }
      }
    } catch (InterruptedException end) {
      // nobody needs this worker any more
    }
  }

  @Test
  void aBadItemIsReportedAndTheOthersAreDealtWith() throws InterruptedException {
    JoinableQueue<String> queue = JoinableQueue.fifo();
    Queue<String> done = new ConcurrentLinkedQueue<>();
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    Consumer<String> handler =
        item -> {
          if (item.equals("two")) {
            throw new IllegalArgumentException("not a number");
          }
          done.add(item);
        };
    queue.addAll(List.of("1", "two", "3"));
    Thread worker = new Thread(() -> work(queue, handler, failed), "worker");
    worker.start();
    try {
      assertTrue(queue.join(Duration.ofSeconds(30)));
    } finally {
      worker.interrupt();
      worker.join();
    }
    assertEquals(List.of("1", "3"), List.copyOf(done));
    assertEquals(List.of("two: not a number"), List.copyOf(failed));
  }
}
