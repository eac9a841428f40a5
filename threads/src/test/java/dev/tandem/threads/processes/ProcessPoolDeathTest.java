package dev.tandem.threads.processes;

import static dev.tandem.fixtures.Bounded.failure;
import static dev.tandem.fixtures.Bounded.get;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessPoolDeathTest {
  private static WorkerDiedException death(Future<?> future) {
    return failure(WorkerDiedException.class, future);
  }

  private static ProcessPoolBuilder one() {
    return ProcessPool.builder().size(1);
  }

  @Test
  void anExitFailsItsTaskAloneAndTellsTheValueAndTheLastWords() throws Exception {
    try (var pool = one().build()) {
      long pid = get(pool.submit(() -> ProcessHandle.current().pid()));
      var exiting =
          pool.submit(
              () -> {
                System.err.println("these are my last words");
                System.exit(7);
              });
      var queued = pool.submit(() -> ProcessHandle.current().pid());
      var death = death(exiting);
      assertEquals(pid, death.pid());
      assertEquals(OptionalInt.of(7), death.exitValue());
      assertTrue(death.errorTail().endsWith("these are my last words" + System.lineSeparator()));
      assertTrue(death.getMessage().startsWith("worker process " + pid + " ended with exit value"));
      assertTrue(death.getMessage().endsWith("its last words:\nthese are my last words"));
      assertNotEquals(pid, get(queued));
    }
  }

  @Test
  void allOfALongErrorOutputIsPassedOnAndTheEndOfItKept() {
    var passedOn = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(passedOn));
    try (var pool = one().build()) {
      var death =
          death(
              pool.submit(
                  () -> {
                    for (int i = 0; i < 3_000; i++) {
                      System.err.print("line %04d\n".formatted(i));
                    }
                    Runtime.getRuntime().halt(0);
                  }));
      assertEquals(OptionalInt.of(0), death.exitValue());
      assertEquals(8 << 10, death.errorTail().length());
      assertTrue(death.errorTail().endsWith("line 2998\nline 2999\n"));
      assertEquals(3_000, passedOn.toString().lines().count());
      assertTrue(passedOn.toString().endsWith(death.errorTail()));
    } finally {
      System.setErr(before);
    }
  }

  private static SerializableCallable<Integer> wordy() {
    return () -> {
      for (int i = 0; i < 40_000; i++) {
        System.err.print("line %05d\n".formatted(i));
      }
      return 1;
    };
  }

  /**
   * Has {@code err} be the standard error while the worker of a pool writes a megabyte there,
   * nearly.
   */
  private static void writeMegabytesTo(PrintStream err, Executable afterwards) throws Throwable {
    var before = System.err;
    System.setErr(err);
    try (var pool = one().build()) {
      for (int i = 0; i < 2; i++) {
        assertEquals(1, get(pool.submit(wordy())));
      }
      var death = death(pool.submit(() -> Runtime.getRuntime().halt(5)));
      assertTrue(death.errorTail().endsWith("line 39998\nline 39999\n"));
      afterwards.execute();
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void aWorkerDoesNotWaitForAStandardErrorThatThrows() throws Throwable {
    var throwing =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            throw new AssertionError("not here");
          }
        };
    writeMegabytesTo(throwing, () -> {});
    writeMegabytesTo(null, () -> {});
  }

  @Test
  void aWorkerDoesNotWaitForAStandardErrorThatBlocksWhichIsToldWhatItMissed() throws Throwable {
    var mayGoOn = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    var passedOn = new ByteArrayOutputStream();
    var blocked =
        new PrintStream(passedOn) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            awaitUninterruptibly(mayGoOn);
            super.write(bytes, offset, length);
            if (passedOn.toString().contains(" bytes of a worker's standard error were dropped")) {
              told.countDown();
            }
          }
        };
    writeMegabytesTo(
        blocked,
        () -> {
          mayGoOn.countDown();
          assertTrue(told.await(30, SECONDS));
        });
    assertTrue(passedOn.toString().startsWith("line 00000\nline 00001\n"));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(50, SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSlowStandardErrorMissesNothing() throws Exception {
    var passedOn = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(
        new PrintStream(passedOn) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            LockSupport.parkNanos(MILLISECONDS.toNanos(1));
            super.write(bytes, offset, length);
          }
        });
    try (var pool = one().build()) {
      assertEquals(1, get(pool.submit(wordy())));
    } finally {
      System.setErr(before);
    }
    assertEquals(40_000, passedOn.toString().lines().count());
  }

  @Test
  void aKilledProcessFailsItsTaskAndTheQueueGoesOn() throws Exception {
    try (var meeting = new Rendezvous();
        var pool = one().build()) {
      int port = meeting.port();
      var running =
          pool.submit(
              () -> {
                Rendezvous.stop(port);
                return 1;
              });
      var queued = pool.submit(() -> 2);
      meeting.guest().process().destroyForcibly();
      var death = death(running);
      assertEquals(OptionalInt.of(128 + 9), death.exitValue());
      assertTrue(death.getMessage().contains("137, as by signal 9"), death.getMessage());
      assertEquals(2, get(queued));
    }
  }

  @Test
  void aCrashIsADeath() throws Exception {
    try (var pool = one().jvmOptions("-XX:+SuppressFatalErrorMessage").build()) {
      var crashing =
          pool.submit(
              () -> {
                var me = String.valueOf(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-SEGV", me).start().waitFor();
                return new java.util.concurrent.CountDownLatch(1).await(30, SECONDS);
              });
      assertTrue(death(crashing).exitValue().getAsInt() > 128);
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void aTaskThatEatsTheMemoryFailsAloneWithTheReasonAmongTheLastWords() throws Exception {
    try (var pool = one().maxHeapBytes(32 << 20).build()) {
      var eating =
          pool.submit(
              () -> {
                var eaten = new ArrayList<long[]>();
                while (true) {
                  eaten.add(new long[1 << 16]);
                }
              });
      var death = death(eating);
      assertEquals(OptionalInt.of(3), death.exitValue());
      assertTrue(death.errorTail().contains("java.lang.OutOfMemoryError"), death.errorTail());
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void aTaskThatKillsEveryWorkerIsNotTriedAgain(@TempDir Path directory) throws Exception {
    var log = directory.resolve("log").toString();
    try (var pool = one().build()) {
      var poison =
          pool.submit(
              () -> {
                Files.writeString(
                    Path.of(log), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Runtime.getRuntime().halt(1);
                return null;
              });
      death(poison);
      assertEquals(1, get(pool.submit(() -> 1)));
      assertEquals("x", Files.readString(Path.of(log)));
    }
  }

  /** Kills whoever reads it. */
  private static final class Poison implements SerializableCallable<Integer> {
    private static final long serialVersionUID = 1;

    @java.io.Serial
    private void readObject(java.io.ObjectInputStream in) {
      Runtime.getRuntime().halt(9);
    }

    @Override
    public Integer call() {
      return 1;
    }
  }

  @Test
  void aTaskThatKillsItsWorkerBeforeItRunsIsNotTriedAgainEither() throws Exception {
    try (var pool = one().build()) {
      assertEquals(OptionalInt.of(9), death(pool.submit(new Poison())).exitValue());
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void whoDiesIdleCostsNoTask() throws Exception {
    try (var pool = one().build()) {
      for (int i = 0; i < 10; i++) {
        get(pool.submit(() -> 1));
        pool.workers().forEach(ProcessHandle::destroyForcibly);
        assertEquals(2, get(pool.submit(() -> 2)));
      }
    }
  }

  /** A worker that is ready, and dies as it is given a task, before it counts that. */
  private static final String DYING_WORKER =
      """
      package dev.tandem.threads.processes;

      public class WorkerMain {
        public static void main(String[] arguments) throws Exception {
          var door = java.nio.file.Path.of(arguments[0]).resolve("socket");
          var pool = java.net.UnixDomainSocketAddress.of(door);
          var tasks = java.nio.channels.SocketChannel.open(pool);
          var control = java.nio.channels.SocketChannel.open(pool);
          control.write(java.nio.ByteBuffer.allocate(1));
          tasks.read(java.nio.ByteBuffer.allocate(1));
          System.err.println("died");
          Runtime.getRuntime().halt(9);
        }
      }
      """;

  @Test
  void aTaskThatNoWorkerLivesToTakeFails(@TempDir Path directory) throws Exception {
    var source = Files.writeString(directory.resolve("WorkerMain.java"), DYING_WORKER);
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertEquals(0, compiler.run(null, null, null, "-d", directory.toString(), source.toString()));
    var errors = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(errors, true));
    try (var pool = one().classPath(List.of(directory)).build()) {
      var task = pool.submit(() -> 1);
      try {
        assertEquals(OptionalInt.of(9), death(task).exitValue());
      } finally {
        task.cancel(true);
      }
    } finally {
      System.setErr(before);
    }
    assertEquals(5, errors.toString().lines().count());
  }

  @Test
  void aProcessThatCannotStartFailsItsTaskAndSaysWhy() {
    try (var pool = one().jvmOptions("-XX:+NoSuchOption").build()) {
      for (int i = 0; i < 2; i++) {
        var death = death(pool.submit(() -> 1));
        assertEquals(OptionalInt.of(1), death.exitValue());
        assertTrue(death.errorTail().contains("NoSuchOption"), death.errorTail());
      }
    }
    try (var pool = one().classPath(List.of(Path.of("nothing here"))).build()) {
      var death = death(pool.submit(() -> 1));
      assertTrue(death.getMessage().contains("WorkerMain"), death.getMessage());
    }
    try (var pool = one().directory(Path.of("no", "such", "directory")).build()) {
      var failure = assertThrows(ExecutionException.class, () -> get(pool.submit(() -> 1)));
      assertInstanceOf(IOException.class, failure.getCause());
      assertTrue(failure.getMessage().contains("directory"), failure.getMessage());
    }
  }

  @Test
  void aThousandTasksAreAllAccountedForWhileWorkersAreKilledAtRandom() throws Exception {
    int kills = 0;
    int failures = 0;
    var seen = new HashSet<ProcessHandle>();
    var random = new Random(42);
    try (var pool = ProcessPool.builder().size(4).build()) {
      var futures = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 1_000; i++) {
        int input = i;
        futures.add(pool.submit(() -> spin(input)));
      }
      for (int i = 0; i < futures.size(); i++) {
        if (i % 40 == 20) {
          var workers = pool.workers();
          seen.addAll(workers);
          if (!workers.isEmpty()) {
            workers.get(random.nextInt(workers.size())).destroyForcibly();
            kills++;
          }
        }
        try {
          assertEquals(i, get(futures.get(i)));
        } catch (ExecutionException e) {
          var death = assertInstanceOf(WorkerDiedException.class, e.getCause());
          assertEquals(OptionalInt.of(137), death.exitValue());
          failures++;
        }
      }
      seen.addAll(pool.workers());
    }
    assertTrue(kills > 5, kills + " kills");
    assertTrue(failures <= kills, failures + " failures of " + kills + " kills");
    assertFalse(seen.stream().anyMatch(ProcessHandle::isAlive));
  }

  /** Takes a millisecond or so. */
  private static int spin(int input) {
    long end = System.nanoTime() + 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return input;
  }
}
