package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import dev.tandem.threads.VirtualThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
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
      converter = DelayInSeconds.class,
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

  @SuppressWarnings("try") // the guard is there to be closed
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
    var callers = VirtualThreads.newExecutor();
    try {
      stage.out().println(name + ": first caller: " + call(stage, callers, version, lock, missing));
      stage.out().println(name + ": next caller: " + call(stage, callers, version, lock, present));
    } finally {
      callers.shutdownNow(); // interrupts a caller that is stuck
      callers.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  /** Calls on a thread of its own, since a ReentrantLock lets the same thread in again. */
  private String call(
      Stage stage, ExecutorService callers, Version version, ReentrantLock lock, Path file)
      throws InterruptedException, ExecutionException {
    var caller = callers.submit(() -> version.read(lock, file));
    while (true) {
      try {
        var data = caller.get(stage.scaled(patience).toNanos(), TimeUnit.NANOSECONDS);
        return "read \"" + data + "\"";
      } catch (TimeoutException e) {
        if (lock.hasQueuedThreads()) { // or else it is only slow
          return "stuck, for the lock is still held";
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof NoSuchFileException) {
          return "there is no " + file.getFileName();
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
