package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import dev.tandem.threads.samples.crew.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Option;

/**
 * An exception between {@code lock} and {@code unlock} leaves the lock held for ever, and the next
 * caller waits for ever. A guard gives the lock back however the block ends.
 */
@CatalogueEntry(
    id = "lock-on-error",
    title = "A missing file leaves a lock held, unless a guard gives it back",
    documents = "000")
public final class LockOnError extends Sample {
  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long to wait for a caller that is stuck (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  /** Reads a file under a lock. */
  private interface Version {
    String read(Lock lock, Path file) throws IOException, InterruptedException;
  }

  private static String v1(Lock lock, Path file) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    var data = Files.readString(file); // if this throws, the next line is never reached
    lock.unlock();
    return data;
  }

  private static String v2(Lock lock, Path file) throws IOException, InterruptedException {
    try (var held = Guard.holdInterruptibly(lock)) {
      return Files.readString(file);
    }
  }

  @Override
  public void run(Stage stage) throws Exception {
    var folder = Files.createTempDirectory("lock-on-error");
    var present = folder.resolve("present.txt");
    var missing = folder.resolve("missing.txt");
    try {
      Files.writeString(present, "some data");
      readTwice(stage, "v1", LockOnError::v1, missing, present);
      readTwice(stage, "v2", LockOnError::v2, missing, present);
    } finally {
      Files.deleteIfExists(present);
      Files.delete(folder);
    }
  }

  private void readTwice(Stage stage, String name, Version version, Path missing, Path present)
      throws InterruptedException, ExecutionException {
    var lock = new ReentrantLock();
    // a thread for each caller, since a ReentrantLock lets the same thread in again
    try (var crew = new Crew()) {
      var first = crew.submit(name + "-first", () -> version.read(lock, missing));
      System.out.println(name + ": first caller: " + outcome(stage, first, lock));
      var next = crew.submit(name + "-next", () -> version.read(lock, present));
      System.out.println(name + ": next caller: " + outcome(stage, next, lock));
    } // interrupts a caller that is stuck
  }

  private String outcome(Stage stage, Future<String> caller, ReentrantLock lock)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        var data = caller.get(stage.scaled(patience).toNanos(), TimeUnit.NANOSECONDS);
        return "read \"" + data + "\"";
      } catch (TimeoutException e) {
        if (lock.hasQueuedThreads()) { // or else it is only slow
          return "stuck, for the lock is still held";
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof NoSuchFileException missing) {
          return "there is no " + Path.of(missing.getFile()).getFileName();
        }
        throw e;
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new LockOnError().launch(args);
  }
}
