package dev.tandem.threads.samples;

import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.samples.crew.Crew;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Workers that take numbers from a queue and print their factors, until the queue is empty. */
final class Factors<E> {
  private static final Duration REST = Duration.ofSeconds(1);

  private final Stage stage;
  private final JoinableQueue<E> queue;
  private final ToIntFunction<E> number;
  private final Lock turn = new ReentrantLock();

  /**
   * Prepares the work.
   *
   * @param stage where to print
   * @param queue the items, all of them there already
   * @param number tells an item's number
   */
  Factors(Stage stage, JoinableQueue<E> queue, ToIntFunction<E> number) {
    this.stage = stage;
    this.queue = queue;
    this.number = number;
  }

  /** Empties the queue with one thread for each of {@code names}. */
  void printAll(List<String> names) throws Exception {
    try (var crew = new Crew()) {
      for (var name : names) {
        crew.start(name, () -> work(name));
      }
      crew.join();
    }
    System.out.println("Done.");
  }

  private void work(String name) throws InterruptedException {
    System.out.println("Starting thread " + name + ".");
    while (handleNext()) {
      stage.sleep(REST);
    }
    System.out.println("Exiting thread " + name + ".");
  }

  /**
   * Takes the next item and prints its factors, as one step: what one worker took first, no other
   * prints first.
   *
   * @return whether there was an item
   */
  private boolean handleNext() {
    try (var held = Guard.hold(turn)) {
      E item = queue.poll(); // does not wait: gives null if the queue is empty
      if (item == null) {
        return false;
      }
      try {
        printFactors(number.applyAsInt(item));
      } finally {
        queue.taskDone();
      }
      return true;
    }
  }

  private void printFactors(int of) {
    var factors =
        IntStream.rangeClosed(1, of)
            .filter(divisor -> of % divisor == 0)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    // both lines in one go, so that nobody's "Starting" or "Exiting" comes between them
    System.out.println("Positive factors of %d are: %s%n%s".formatted(of, factors, "_".repeat(20)));
  }
}
