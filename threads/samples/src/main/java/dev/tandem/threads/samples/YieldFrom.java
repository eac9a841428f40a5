package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import picocli.CommandLine.Option;

/**
 * Two functions take turns on one thread. A generator remembers where it gave way; in Java, the
 * function is cut there by hand, and what is left of it is an object.
 */
@CatalogueEntry(
    id = "yield-from",
    title = "Two functions take turns, and print 1 3 2 4",
    documents = "002")
public final class YieldFrom extends Sample {
  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      defaultValue = "2",
      converter = Seconds.class,
      description = "How long each of them sleeps (default: ${DEFAULT-VALUE}).")
  private Duration delay;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(stage.seconds(delay));
  }

  // snippet: lesson
  /** What is left of a function, and when to go on with it. */
  record Task(long due, Runnable rest) {}

  static class Scheduler {
    final Queue<Task> tasks = new PriorityQueue<>(Comparator.comparing(Task::due));

    void sleep(double seconds, Runnable rest) {
      tasks.add(new Task(System.nanoTime() + Math.round(1e9 * seconds), rest));
    }

    void run() throws InterruptedException {
      while (!tasks.isEmpty()) {
        Task task = tasks.remove();
        NANOSECONDS.sleep(task.due() - System.nanoTime());
        task.rest().run();
      }
    }
  }

  static void func1(Scheduler scheduler, double seconds) {
    System.out.println(1);
    scheduler.sleep(seconds, () -> System.out.println(2)); // gives way; this is the rest of it
  }

  static void func2(Scheduler scheduler, double seconds) {
    System.out.println(3);
    scheduler.sleep(seconds, () -> System.out.println(4));
  }

  static void main(double seconds) throws InterruptedException {
    Scheduler scheduler = new Scheduler();
    scheduler.sleep(0, () -> func1(scheduler, seconds));
    scheduler.sleep(0, () -> func2(scheduler, seconds));
    scheduler.run();
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new YieldFrom().launch(args);
  }
}
