package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tutorial 5, exercise 2: workers wait for numbers that come later. Whoever puts them in says that
 * no more will come: nobody else can know. What is in the queue then is still taken.
 */
@Timeout(30)
class LaterNumbersTest {
  private static void drain(JoinableQueue<Integer> queue, Queue<Integer> done) {
    try {
      while (true) {
        int number = queue.take();
        try {
          done.add(number);
        } finally {
          queue.taskDone();
        }
      }
    } catch (QueueShutDownException | InterruptedException end) {
      // nothing is left, or nobody waits for it
    }
  }

  @Test
  void workersWaitForNumbersThatComeLaterAndEndWhenNoMoreCome() throws Exception {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread worker = new Thread(() -> drain(queue, done));
      worker.start();
      workers.add(worker);
    }
    queue.addAll(List.of(4, 10));
    queue.join(); // the queue is empty and all is done, and no worker has left
    assertEquals(Set.of(4, 10), Set.copyOf(done));
    queue.addAll(List.of(1, 3));
    queue.shutdown();
    for (Thread worker : workers) {
      worker.join();
    }
    assertEquals(Set.of(1, 3, 4, 10), Set.copyOf(done));
  }
}
