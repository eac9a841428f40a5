package dev.tandem.interop.samples.failures;

import dev.tandem.threads.JoinableQueue;
import java.time.Duration;
import java.util.List;

/** A worker fails between take and taskDone: whoever joins the queue waits for ever. */
final class LostTaskDone {
  private LostTaskDone() {}

  // snippet: program
  static void work(JoinableQueue<String> queue) {
    try {
      while (true) {
        String item = queue.take();
        if (!item.chars().allMatch(Character::isDigit)) {
          throw new IllegalArgumentException("not a number: " + item);
        }
        System.out.println(item + " is dealt with");
        queue.taskDone(); // is not reached if the item is bad
      }
    } catch (InterruptedException end) {
      // nobody needs this worker any more
    }
  }

  public static void main(String[] args) throws InterruptedException {
    JoinableQueue<String> queue = JoinableQueue.fifo();
    queue.addAll(List.of("1", "two", "3"));
    Thread worker = new Thread(() -> work(queue), "worker");
    worker.start();
    if (queue.join(Duration.ofSeconds(1))) {
      System.out.println("all items are dealt with");
    } else {
      System.out.println("join has waited long enough; left in the queue: " + queue.size());
    }
    worker.interrupt();
  }
  // end
}
// Output:
// 1 is dealt with
// Exception in thread "worker" java.lang.IllegalArgumentException: not a number: two
// join has waited long enough; left in the queue: 1
