package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import dev.tandem.threads.processes.WorkerDiedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task whose process dies is tried again; one that fails by itself is not. */
@Timeout(60)
class RetryTest {
  @TempDir Path folder;

  /** Right only for a task that may be done twice: nobody knows how far it came. */
  static <T> T retried(ProcessPool pool, int attempts, SerializableCallable<T> task)
      throws InterruptedException, ExecutionException {
    for (int attempt = 1; ; attempt++) {
      try {
        return pool.submit(task).get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof WorkerDiedException) || attempt == attempts) {
          throw e;
        }
      }
    }
  }

  @Test
  void aTaskWhoseProcessDiesOnceHasItsValueFromTheNext() throws Exception {
    String mark = folder.resolve("mark").toString(); // a Path does not travel
    try (ProcessPool pool = ProcessPool.builder().size(1).build()) {
      assertEquals("done", retried(pool, 2, () -> diesAtFirst(mark)));
    }
  }

  @Test
  void aTaskThatAlwaysKillsItsProcessFailsAtLast() {
    try (ProcessPool pool = ProcessPool.builder().size(1).build()) {
      var failure = assertThrows(ExecutionException.class, () -> retried(pool, 2, () -> die()));
      var death = assertInstanceOf(WorkerDiedException.class, failure.getCause());
      assertEquals(7, death.exitValue().orElseThrow());
    }
  }

  @Test
  void aTaskThatThrowsIsNotTriedAgain() {
    String mark = folder.resolve("mark").toString();
    try (ProcessPool pool = ProcessPool.builder().size(1).build()) {
      var failure =
          assertThrows(ExecutionException.class, () -> retried(pool, 2, () -> failAfter(mark)));
      assertEquals("the disk is full", failure.getCause().getMessage()); // the first attempt's
    }
  }

  private static String failAfter(String mark) throws IOException {
    Files.createFile(Path.of(mark)); // would throw something else the second time
    throw new IOException("the disk is full");
  }

  private static String diesAtFirst(String mark) throws Exception {
    try {
      Files.createFile(Path.of(mark));
    } catch (FileAlreadyExistsException e) {
      return "done";
    }
    return die();
  }

  private static String die() {
    Runtime.getRuntime().halt(7);
    return "not reached";
  }
}
