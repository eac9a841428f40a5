package dev.tandem.threads.samples;

import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Workers that take numbers from a queue and print their factors, until the queue is empty. */
final class Factors {
  private static final Duration REST = Duration.ofSeconds(1);

  private Factors() {}

  /**
   * Empties {@code queue} with one thread for each of {@code names}.
   *
   * @param number tells an item's number
   */
  static <E> void printAll(
      Stage stage, List<String> names, JoinableQueue<E> queue, ToIntFunction<E> number)
      throws InterruptedException, ExecutionException {
    try (var threads = new WorkerThreads()) {
      for (var name : names) {
        threads.start(name, () -> work(stage, name, queue, number));
      }
      threads.join();
    }
    stage.out().println("Done.");
  }

  private static <E> Void work(
      Stage stage, String name, JoinableQueue<E> queue, ToIntFunction<E> number)
      throws InterruptedException {
    stage.out().println("Starting thread " + name + ".");
    // poll() does not wait: an empty queue gives null, and the worker leaves
    for (E item = queue.poll(); item != null; item = queue.poll()) {
      printFactors(stage, number.applyAsInt(item));
      queue.taskDone();
      stage.sleep(REST);
    }
    stage.out().println("Exiting thread " + name + ".");
    return null;
  }

  private static void printFactors(Stage stage, int number) {
    var factors =
        IntStream.rangeClosed(1, number)
            .filter(divisor -> number % divisor == 0)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    // both lines in one go, so that no other worker's line comes between them
    stage
        .out()
        .println("Positive factors of %d are: %s%n%s".formatted(number, factors, "_".repeat(20)));
  }
}
