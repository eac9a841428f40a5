package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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

  @Override
  public void run(Stage stage) throws Exception {
    Path folder = Files.createTempDirectory("lock-on-error");
    Path present = folder.resolve("present.txt");
    try {
      Files.writeString(present, "some data");
      main(folder.resolve("missing.txt"), present, stage.seconds(patience));
    } finally {
      Files.deleteIfExists(present);
      Files.delete(folder);
    }
  }

  // snippet: lesson
  interface Version {
    String read(Path file, Lock lock, double patience) throws Exception;
  }

  static String readV1(Path file, Lock lock, double patience) throws Exception {
    if (!lock.tryLock(Math.round(1000 * patience), TimeUnit.MILLISECONDS)) {
      return "stuck, for the lock is still held"; // with lock.lock(), for ever
    }
    String text = Files.readString(file); // throws if there is no file,
    lock.unlock(); // and then this line is never reached
    return "read \"" + text + "\"";
  }

  static String readV2(Path file, Lock lock, double patience) throws Exception {
    try (var held = Guard.hold(lock)) {
      return "read \"" + Files.readString(file) + "\"";
    }
  }

  static void readTwice(String name, Version version, Path missing, Path present, double patience)
      throws Exception {
    Lock lock = new ReentrantLock();
    try {
      version.read(missing, lock, patience);
    } catch (NoSuchFileException e) {
      System.out.println(name + ": first caller: there is no " + missing.getFileName());
    }
    // another thread, as a ReentrantLock lets its own thread in again
    FutureTask<String> next = new FutureTask<>(() -> version.read(present, lock, patience));
    new Thread(next).start();
    System.out.println(name + ": next caller: " + next.get());
  }

  static void main(Path missing, Path present, double patience) throws Exception {
    readTwice("v1", LockOnError::readV1, missing, present, patience);
    readTwice("v2", LockOnError::readV2, missing, present, patience);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new LockOnError().launch(args);
  }
}
