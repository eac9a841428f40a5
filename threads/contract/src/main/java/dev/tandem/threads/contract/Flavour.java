package dev.tandem.threads.contract;

import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The kinds of queue, each with its order. */
public enum Flavour {
  FIFO,
  LIFO,
  PRIORITY,
  ALL_EQUAL;

  JoinableQueue<Integer> create(QueueEngine engine, int capacity) {
    return switch (this) {
      case FIFO -> engine.fifo(capacity);
      case LIFO -> engine.lifo(capacity);
      case PRIORITY -> engine.priority(capacity, Comparator.<Integer>naturalOrder());
      case ALL_EQUAL -> engine.<Integer>priority(capacity, (a, b) -> 0);
    };
  }

  /** The order in which {@code items} leave if they came in the order of the list. */
  List<Integer> leaving(List<Integer> items) {
    var leaving = new ArrayList<>(items);
    if (this == LIFO) {
      Collections.reverse(leaving);
    } else if (this == PRIORITY) {
      Collections.sort(leaving);
    }
    return leaving;
  }
}
