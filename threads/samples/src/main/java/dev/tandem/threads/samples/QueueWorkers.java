package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.RandomSleeps;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Workers take items from a queue and say when each is done; {@code join} waits for the last one.
 * The workers themselves never end, and are interrupted.
 */
@CatalogueEntry(
    id = "queue-workers",
    title = "Work through a queue with three workers",
    documents = "001")
public final class QueueWorkers extends Sample {
  @Mixin private RandomSleeps items = new RandomSleeps();

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many workers share them (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(items.draw(stage), workers);
  }

  // snippet: lesson
  static void worker(String name, JoinableQueue<Double> queue) {
    try {
      while (true) {
        double seconds = queue.take();
        try {
          Thread.sleep(Math.round(1000 * seconds));
          System.out.printf("%s has slept for %.2f seconds%n", name, seconds);
        } finally {
          queue.taskDone();
        }
      }
    } catch (InterruptedException end) {
      // nobody needs this worker any more
    }
  }

  static void main(List<Double> sleeps, int count) throws InterruptedException {
    JoinableQueue<Double> queue = JoinableQueue.fifo();
    queue.addAll(sleeps);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "worker-" + i;
      workers.add(new Thread(() -> worker(name, queue), name));
    }
    long start = System.nanoTime();
    workers.forEach(Thread::start);
    queue.join();
    double slept = (System.nanoTime() - start) / 1e9;
    workers.forEach(Thread::interrupt);
    System.out.println("====");
    System.out.printf("%d workers slept in parallel for %.2f seconds%n", count, slept);
    double total = sleeps.stream().mapToDouble(seconds -> seconds).sum();
    System.out.printf("total expected sleep time: %.2f seconds%n", total);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new QueueWorkers().launch(args);
  }
}
