package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Option;

/** Who asks for a lock without waiting has an answer at once, and can do something else. */
@CatalogueEntry(
    id = "try-lock",
    title = "Ask for a lock without waiting, and do something else if it is held",
    documents = "000")
public final class TryLock extends Sample {
  @Option(
      names = "--hold",
      paramLabel = "SECONDS",
      defaultValue = "1.5",
      converter = Seconds.class,
      description = "How long the first holds the lock (default: ${DEFAULT-VALUE}).")
  private Duration hold;

  @Option(
      names = "--other",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long the second does something else (default: ${DEFAULT-VALUE}).")
  private Duration other;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(stage.seconds(hold), stage.seconds(other));
  }

  // snippet: lesson
  static void second(double seconds, Lock lock) {
    try {
      while (!lock.tryLock()) {
        System.out.println("second does something else");
        Thread.sleep(Math.round(1000 * seconds));
      }
      try {
        System.out.println("second has the lock");
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException end) {
      // nobody waits for the second any more
    }
  }

  static void main(double hold, double other) throws InterruptedException {
    Lock lock = new ReentrantLock();
    Thread second = new Thread(() -> second(other, lock));
    lock.lock();
    try {
      System.out.println("first has the lock");
      second.start();
      Thread.sleep(Math.round(1000 * hold));
      System.out.println("first gives the lock back");
    } finally {
      lock.unlock();
    }
    second.join();
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new TryLock().launch(args);
  }
}
