package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Option;

/** Reading a value and writing it back are two steps; behind a lock, nobody comes between them. */
@CatalogueEntry(
    id = "lock",
    title = "Change shared state without a lock, then behind one",
    documents = "001")
public final class LockedCounter extends Sample {
  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "5",
      converter = AtLeastOne.class,
      description = "How many tasks count at once (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(tasks, stage.scaled(0.1));
  }

  // snippet: lesson
  static volatile int count;

  static void addOne(double seconds) {
    String name = Thread.currentThread().getName();
    try {
      int seen = count;
      System.out.println(name + " reads " + seen);
      Thread.sleep(Math.round(1000 * seconds)); // the others run meanwhile
      count = seen + 1;
      System.out.println(name + " writes " + (seen + 1));
    } catch (InterruptedException end) {
      // nobody waits for the count any more
    }
  }

  static void addOneGuarded(double seconds, Lock lock) {
    try (var held = Guard.hold(lock)) {
      addOne(seconds);
    }
  }

  static void inTasks(String how, int tasks, Runnable addOne) throws InterruptedException {
    System.out.println(how);
    count = 0;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      threads.add(new Thread(addOne, "task-" + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(tasks + " tasks counted to " + count);
  }

  static void main(int tasks, double seconds) throws InterruptedException {
    inTasks("without a lock", tasks, () -> addOne(seconds));
    Lock lock = new ReentrantLock();
    inTasks("behind a lock", tasks, () -> addOneGuarded(seconds, lock));
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new LockedCounter().launch(args);
  }
}
