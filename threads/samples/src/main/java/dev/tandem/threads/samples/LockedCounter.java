package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import dev.tandem.threads.samples.crew.Crew;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Option;

/** Reading a value and writing it back are two steps; behind a lock, nobody comes between them. */
@CatalogueEntry(id = "lock", title = "Change shared state behind a lock", documents = "001")
public final class LockedCounter extends Sample {
  private static final Duration BETWEEN_READ_AND_WRITE = Duration.ofMillis(100);

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "5",
      converter = AtLeastOne.class,
      description = "How many tasks count at once (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Override
  public void run(Stage stage) throws Exception {
    var counter = new Counter();
    try (var crew = new Crew()) {
      for (int i = 0; i < tasks; i++) {
        crew.start("task-" + i, () -> counter.increment(stage));
      }
      crew.join();
    }
    System.out.printf("%d tasks counted to %d%n", tasks, counter.value);
  }

  /** The state that the tasks share. */
  private static final class Counter {
    private final Lock lock = new ReentrantLock(true); // first come, first served, as asyncio's
    private int value;

    void increment(Stage stage) throws InterruptedException {
      var name = Thread.currentThread().getName();
      try (var held = Guard.holdInterruptibly(lock)) {
        int before = value;
        System.out.println(name + " reads " + before);
        stage.sleep(BETWEEN_READ_AND_WRITE);
        value = before + 1;
        System.out.println(name + " writes " + value);
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new LockedCounter().launch(args);
  }
}
