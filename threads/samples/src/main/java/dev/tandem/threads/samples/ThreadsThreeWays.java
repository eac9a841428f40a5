package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a thread does is a method that it overrides, a runnable that it is given, or a task. */
@CatalogueEntry(
    id = "threads-three-ways",
    title = "A worker as a subclass, as a function, and on an executor",
    documents = {"000", "002"})
public final class ThreadsThreeWays extends Sample {
  @Option(
      names = "--work",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      converter = Seconds.class,
      description = "How long each of the three works (default: ${DEFAULT-VALUE}).")
  private Duration work;

  @Override
  public void run(Stage stage) throws Exception {
    main(stage.seconds(work));
  }

  // snippet: lesson
  static void work(double seconds) {
    try {
      System.out.println(Thread.currentThread().getName() + " works");
      Thread.sleep(Math.round(1000 * seconds));
    } catch (InterruptedException end) {
      // nobody waits for this work any more
    }
  }

  static void printAlive() {
    Thread[] alive = new Thread[Thread.activeCount()];
    int count = Thread.enumerate(alive); // one may have ended meanwhile
    List<String> names = Stream.of(alive).limit(count).map(Thread::getName).toList();
    System.out.println(count + " alive: " + names);
  }

  static void main(double seconds) throws Exception {
    class Worker extends Thread {
      @Override
      public void run() {
        work(seconds);
      }
    }
    Thread subclass = new Worker();
    subclass.setName("subclass");
    Thread function = new Thread(() -> work(seconds), "function");
    ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, "executor"));
    try {
      subclass.start();
      function.start();
      Future<?> task = executor.submit(() -> work(seconds));
      printAlive();
      subclass.join();
      function.join();
      task.get();
      printAlive(); // the executor's thread waits for more to do
    } finally {
      executor.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new ThreadsThreeWays().launch(args);
  }
}
