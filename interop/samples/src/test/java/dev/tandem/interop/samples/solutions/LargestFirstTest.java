package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tutorial 5, exercise 1: the largest number leaves the queue first. */
class LargestFirstTest {
  static List<Integer> drained(List<Integer> numbers) {
    JoinableQueue<Integer> queue = JoinableQueue.priority(Comparator.reverseOrder());
    queue.addAll(numbers);
    List<Integer> inOrder = new ArrayList<>();
    for (Integer next = queue.poll(); next != null; next = queue.poll()) {
      inOrder.add(next);
    }
    return inOrder;
  }

  @Test
  void theLargestNumberIsHandledFirst() {
    assertEquals(List.of(10, 4, 3, 1), drained(List.of(1, 10, 4, 3)));
  }
}
