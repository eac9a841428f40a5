package dev.tandem.threads.samples;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two writers of one file come between each other's reading and writing, as two threads do with a
 * variable. A lock of this process keeps its threads apart, a lock on a file the processes.
 */
@CatalogueEntry(
    id = "file-lock",
    title = "Two writers to one file, without a lock and behind one",
    documents = "002")
public final class LockedFile extends Sample {
  @Override
  public void run(Stage stage) throws Exception {
    var folder = Files.createTempDirectory("file-lock");
    var file = folder.resolve("count.txt");
    try {
      main(file.toString(), stage.scaled(0.1));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder.resolve("count.txt.lock"));
      Files.delete(folder);
    }
  }

  // snippet: lesson
  static final Lock LOCK = new ReentrantLock(); // each process has one of its own

  static Void addOne(String file, double seconds) throws Exception {
    int count = Integer.parseInt(Files.readString(Path.of(file)));
    Thread.sleep(Math.round(1000 * seconds)); // the other writer reads the same count meanwhile
    Files.writeString(Path.of(file), "%04d".formatted(count + 1), WRITE); // over the old one
    return null;
  }

  // Java's file lock is its process's: a second thread that asked for it would be refused
  static Void addOneGuarded(String file, double seconds) throws Exception {
    try (var held = Guard.hold(LOCK);
        var channel = FileChannel.open(Path.of(file + ".lock"), CREATE, WRITE);
        var heldByProcess = channel.lock()) {
      return addOne(file, seconds);
    }
  }

  static void addTen(
      String who, ExecutorService two, String file, SerializableCallable<Void> addOne)
      throws Exception {
    Files.writeString(Path.of(file), "0000");
    for (Future<Void> addition : two.invokeAll(Collections.nCopies(10, addOne))) {
      addition.get(); // all of them are done: did they fail?
    }
    System.out.println(who + " count to " + Integer.parseInt(Files.readString(Path.of(file))));
  }

  static void main(String file, double seconds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (ProcessPool processes = ProcessPool.builder().size(2).build()) {
      addTen("unguarded, two threads", threads, file, () -> addOne(file, seconds));
      addTen("guarded, two threads", threads, file, () -> addOneGuarded(file, seconds));
      addTen("unguarded, two processes", processes, file, () -> addOne(file, seconds));
      addTen("guarded, two processes", processes, file, () -> addOneGuarded(file, seconds));
    } finally {
      threads.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new LockedFile().launch(args);
  }
}
