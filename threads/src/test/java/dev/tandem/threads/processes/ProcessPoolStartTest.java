package dev.tandem.threads.processes;

import static dev.tandem.fixtures.Bounded.failure;
import static dev.tandem.fixtures.Bounded.get;
import static dev.tandem.fixtures.Bounded.until;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.threads.Futures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.PrintStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are started before there is a task, and what they do before their first. */
@Timeout(60)
class ProcessPoolStartTest {
  @AutoClose private final Rendezvous meeting = new Rendezvous();

  /** An initializer that tells the test that it runs, and ends when it is let go. */
  private SerializableRunnable stop() {
    int port = meeting.port();
    return () -> Rendezvous.stop(port);
  }

  private static Set<Long> pids(ProcessPool pool) {
    return pool.workers().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  @Test
  void theMinimumIsThereBeforeTheFirstTask() throws Exception {
    try (var pool = ProcessPool.builder().size(3).minSize(2).initializer(stop()).build()) {
      var guests = List.of(meeting.guest(), meeting.guest());
      assertEquals(2, pool.workers().size());
      for (var guest : guests) {
        guest.release();
      }
      var warm = guests.stream().map(guest -> guest.process().pid()).toList();
      assertTrue(warm.contains(get(pool.submit(() -> pid()))));
      assertEquals(Set.copyOf(warm), pids(pool));
    }
  }

  @Test
  void aTaskThatComesWhileTheMinimumStartsHasNoOtherProcessStarted() throws Exception {
    try (var pool = ProcessPool.builder().size(4).minSize(1).initializer(stop()).build()) {
      var task = pool.submit(() -> pid());
      var guest = meeting.guest();
      assertEquals(1, pool.workers().size());
      guest.release();
      assertEquals(guest.process().pid(), get(task));
      assertEquals(1, pool.workers().size());
    }
  }

  @Test
  void tasksBeyondTheMinimumHaveProcessesOfTheirOwn() throws Exception {
    try (var pool = ProcessPool.builder().size(3).minSize(1).build()) {
      int port = meeting.port();
      var tasks = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 3; i++) {
        tasks.add(
            pool.submit(
                () -> {
                  Rendezvous.stop(port);
                  return ProcessPool.workerNumber().orElseThrow();
                }));
      }
      for (var guest : List.of(meeting.guest(), meeting.guest(), meeting.guest())) {
        guest.release();
      }
      assertEquals(Set.of(1, 2, 3), Set.copyOf(Futures.gather(tasks)));
    }
  }

  @Test
  void noMoreThanTheMinimumStaysWhenItsTimeIsUp() throws Exception {
    try (var pool =
        ProcessPool.builder().size(4).minSize(2).idleTime(Duration.ofMillis(50)).build()) {
      int port = meeting.port();
      for (int round = 0; round < 3; round++) {
        var tasks = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 4; i++) {
          tasks.add(
              pool.submit(
                  () -> {
                    Rendezvous.stop(port);
                    return null;
                  }));
        }
        var guests = new ArrayList<Rendezvous.Guest>();
        for (int i = 0; i < 4; i++) {
          guests.add(meeting.guest());
        }
        var all = guests.stream().map(guest -> guest.process().pid()).collect(Collectors.toSet());
        assertEquals(4, all.size());
        for (var guest : guests) {
          guest.release();
        }
        Futures.gather(tasks);
        until(() -> pool.workers().size() == 2);
        assertTrue(all.containsAll(pids(pool)), "one was ended and another started");
      }
    }
  }

  @Test
  void aWarmProcessStaysWhenNoneIsKeptForLackOfTasks() throws Exception {
    try (var pool = ProcessPool.builder().size(1).minSize(1).idleTime(Duration.ZERO).build()) {
      long first = get(pool.submit(() -> pid()));
      for (int i = 0; i < 20; i++) {
        assertEquals(first, get(pool.submit(() -> pid())));
      }
    }
  }

  @Test
  void aWarmProcessThatDiesIdleIsReplacedBeforeThereIsATask() throws Exception {
    try (var pool = ProcessPool.builder().size(2).minSize(2).build()) {
      for (int i = 0; i < 4; i++) {
        until(() -> pool.workers().size() == 2);
        var before = pool.workers();
        before.forEach(ProcessHandle::destroyForcibly);
        until(
            () ->
                pool.workers().size() == 2 && pool.workers().stream().noneMatch(before::contains));
      }
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void aWarmProcessThatIsCancelledOrHasHadItsTasksIsReplacedBeforeTheNextTask() throws Exception {
    try (var pool =
        ProcessPool.builder().size(1).minSize(1).maxTasksPerWorker(1).initializer(stop()).build()) {
      meeting.guest().release();
      get(pool.submit(() -> pid()));
      meeting.guest().release(); // the next
      int port = meeting.port();
      var endless =
          pool.submit(
              () -> {
                Rendezvous.stop(port);
                return 1;
              });
      meeting.guest();
      endless.cancel(true);
      meeting.guest().release(); // the one after that
      assertEquals(1, get(pool.submit(() -> 1)));
      meeting.guest().release();
    }
  }

  @Test
  void eachTaskIsToldWhyTheMinimumCannotStart() throws Exception {
    try (var pool =
        ProcessPool.builder().size(1).minSize(1).jvmOptions("-XX:+NoSuchOption").build()) {
      for (int i = 0; i < 3; i++) {
        var death = failure(WorkerDiedException.class, pool.submit(() -> 1));
        assertTrue(death.errorTail().contains("NoSuchOption"), death.errorTail());
      }
    }
  }

  @Test
  void aMinimumThatCannotStartIsTriedAgainAfterLongerAndLongerPauses() {
    var errors = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(errors, true));
    long start = System.nanoTime();
    try (var pool =
        ProcessPool.builder().size(1).minSize(1).jvmOptions("-XX:+NoSuchOption").build()) {
      until(() -> errors.toString().split("NoSuchOption", -1).length > 3); // three times
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= 100 + 200, "after " + millis + " ms");
      assertFalse(pool.isShutdown());
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void toShutDownDoesNotWaitForAMinimumThatIsStarting() throws Exception {
    var pool = ProcessPool.builder().size(2).minSize(2).initializer(stop()).build();
    meeting.guest();
    var processes = pool.workers();
    pool.close(); // although nobody lets them go
    assertTrue(pool.isTerminated());
    assertFalse(processes.stream().anyMatch(ProcessHandle::isAlive));
    for (int i = 0; i < 20; i++) {
      ProcessPool.builder().size(2).minSize(2).build().close();
    }
  }

  @Test
  void toShutDownDoesNotWaitForAProcessWhoseTaskWasCancelled() throws Exception {
    for (int minimum = 0; minimum < 2; minimum++) {
      for (boolean isCancelledFirst : List.of(true, false)) {
        var pool = ProcessPool.builder().size(1).minSize(minimum).initializer(stop()).build();
        var task = pool.submit(() -> 1);
        meeting.guest();
        if (isCancelledFirst) {
          task.cancel(true);
          pool.shutdown();
        } else {
          pool.shutdown();
          task.cancel(true);
        }
        assertTrue(pool.awaitTermination(30, SECONDS), "with a minimum of " + minimum);
      }
    }
  }

  @Test
  void toShutDownDoesNotWaitForAProcessWhoseTaskAnotherHasDone() throws Exception {
    int port = meeting.port();
    var pool =
        ProcessPool.builder()
            .size(2)
            .minSize(2)
            .initializer(() -> stopIf(ProcessPool.workerNumber().orElseThrow() == 2, port))
            .build();
    meeting.guest(); // the second process is started for the minimum, and stays in its initializer
    var running =
        pool.submit(
            () -> {
              Rendezvous.stop(port);
              return 1;
            });
    var first = meeting.guest();
    var queued = pool.submit(() -> 2);
    pool.shutdown();
    first.release();
    assertEquals(1, get(running));
    assertEquals(2, get(queued));
    assertTrue(pool.awaitTermination(30, SECONDS));
  }

  /** A pool of two whose second process stays in its initializer until the test lets it go. */
  private ProcessPool withSlowSecond() {
    int port = meeting.port();
    return ProcessPool.builder()
        .size(2)
        .initializer(() -> stopIf(ProcessPool.workerNumber().orElseThrow() == 2, port))
        .build();
  }

  private CompletableFuture<Integer> stopIn(ProcessPool pool) {
    int port = meeting.port();
    return pool.submit(
        () -> {
          Rendezvous.stop(port);
          return ProcessPool.workerNumber().orElseThrow();
        });
  }

  @Test
  void aTaskDoesNotWaitForItsProcessToStartWhenAnotherIsIdle() throws Exception {
    try (var pool = withSlowSecond()) {
      var running = stopIn(pool);
      var first = meeting.guest();
      var waiting = List.of(pool.submit(() -> workerNumber()), pool.submit(() -> workerNumber()));
      var second = meeting.guest(); // in its initializer
      first.release();
      assertEquals(1, get(running));
      assertEquals(List.of(1, 1), Futures.gather(waiting));
      var again = stopIn(pool);
      var firstAgain = meeting.guest();
      var forSecond = pool.submit(() -> workerNumber());
      second.release();
      assertEquals(2, get(forSecond));
      firstAgain.release();
      assertEquals(1, get(again));
    }
  }

  @Test
  void aTaskWhoseProcessStartsIsDoneBeforeThoseInTheQueue(@TempDir Path directory)
      throws Exception {
    var log = directory.resolve("log").toString();
    try (var pool = withSlowSecond()) {
      var running = stopIn(pool);
      var first = meeting.guest();
      var tasks = new ArrayList<CompletableFuture<?>>();
      for (int i = 1; i <= 5; i++) {
        var word = i + " ";
        tasks.add(
            pool.submit(
                () -> {
                  append(log, word);
                  return null;
                }));
      }
      var second = meeting.guest();
      first.release();
      get(running);
      Futures.gather(tasks);
      second.release();
    }
    assertEquals("1 2 3 4 5 ", Files.readString(Path.of(log)));
  }

  @Test
  void toShutDownDoesNotWaitForAProcessWhoseTaskAnotherTookOver() throws Exception {
    var pool = withSlowSecond();
    var running = stopIn(pool);
    var first = meeting.guest();
    var waiting = pool.submit(() -> workerNumber());
    meeting.guest(); // the second, which nobody lets go
    pool.shutdown();
    first.release();
    assertEquals(1, get(running));
    assertEquals(1, get(waiting));
    assertTrue(pool.awaitTermination(30, SECONDS));
  }

  @Test
  void shutdownNowCancelsATaskThatAnotherTakesOverMeanwhile() throws Exception {
    for (int i = 0; i < 20; i++) {
      var pool = withSlowSecond();
      var running = stopIn(pool);
      var first = meeting.guest();
      var waiting = pool.submit(() -> workerNumber());
      meeting.guest(); // the second, which nobody lets go
      first.release();
      pool.shutdownNow();
      for (var task : List.of(running, waiting)) {
        until(task::isDone);
        assertTrue(task.isCancelled() || get(task) == 1, task::toString);
      }
      assertTrue(pool.awaitTermination(30, SECONDS));
    }
  }

  @Test
  void aProcessThatDiesWhileItStartsTakesNoTaskWithItThatAnotherTookOver() throws Exception {
    try (var pool = withSlowSecond()) {
      var running = stopIn(pool);
      var first = meeting.guest();
      var waiting = stopIn(pool);
      var second = meeting.guest();
      first.release();
      get(running);
      var taken = meeting.guest();
      second.process().destroyForcibly();
      until(() -> pool.workers().size() == 1);
      taken.release();
      assertEquals(1, get(waiting));
    }
  }

  @Test
  void anIdleProcessIsPreferredToAnIdleThreadWhoseProcessDied() throws Exception {
    try (var pool = ProcessPool.builder().size(2).build()) {
      var tasks = List.of(stopIn(pool), stopIn(pool));
      var guests = List.of(meeting.guest(), meeting.guest());
      guests.get(0).release();
      until(() -> tasks.stream().anyMatch(CompletableFuture::isDone));
      until(() -> pool.toString().contains("idle = 1"));
      guests.get(1).release();
      Futures.gather(tasks);
      until(() -> pool.toString().contains("idle = 2"));
      guests.get(1).process().destroyForcibly(); // the one that has been idle for the shorter time
      until(() -> pool.workers().size() == 1);
      assertEquals(guests.get(0).process().pid(), get(pool.submit(() -> pid())));
      assertEquals(1, pool.workers().size());
    }
  }

  @Test
  void aTaskWhoseProcessDiesAsItComesGoesToAnIdleOne() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (var pool = ProcessPool.builder().size(2).build()) {
        var tasks = List.of(stopIn(pool), stopIn(pool));
        var guests = List.of(meeting.guest(), meeting.guest());
        for (var guest : guests) {
          guest.release();
        }
        Futures.gather(tasks);
        until(() -> pool.toString().contains("idle = 2"));
        long left = guests.get(i % 2).process().pid();
        guests.get(1 - i % 2).process().destroyForcibly(); // the pool may not know it yet
        assertEquals(left, get(pool.submit(() -> pid())));
      }
    }
  }

  @Test
  void everyTaskIsDoneOnceWhileProcessesComeAndGo(@TempDir Path directory) throws Exception {
    var log = directory.resolve("log").toString();
    var expected = new ArrayList<Integer>();
    try (var pool = ProcessPool.builder().size(3).maxTasksPerWorker(3).build()) {
      var tasks = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 60; i++) {
        int number = i;
        tasks.add(
            pool.submit(
                () -> {
                  append(log, "x");
                  return number;
                }));
        expected.add(number);
      }
      assertEquals(expected, Futures.gather(tasks));
    }
    assertEquals(expected.size(), Files.size(Path.of(log)));
  }

  private static int workerNumber() {
    return ProcessPool.workerNumber().orElseThrow();
  }

  private static void stopIf(boolean condition, int port) {
    if (condition) {
      Rendezvous.stop(port);
    }
  }

  @Test
  void theMinimumIsThereAsSoonAsAnotherProcessLeaves() throws Exception {
    var idleTime = Duration.ofSeconds(5);
    try (var pool = ProcessPool.builder().size(2).minSize(1).idleTime(idleTime).build()) {
      int port = meeting.port();
      SerializableCallable<Long> task =
          () -> {
            Rendezvous.stop(port);
            return pid();
          };
      var tasks = List.of(pool.submit(task), pool.submit(task));
      for (var guest : List.of(meeting.guest(), meeting.guest())) {
        guest.release();
      }
      Futures.gather(tasks);
      var both = pool.workers();
      Thread.sleep(idleTime.dividedBy(2).toMillis()); // one of them has half its time left
      long last = get(pool.submit(() -> pid()));
      long left = System.nanoTime() + idleTime.toNanos();
      ProcessHandle.of(last).orElseThrow().destroyForcibly();
      until(() -> both.stream().noneMatch(ProcessHandle::isAlive));
      until(() -> !pool.workers().isEmpty());
      assertTrue(System.nanoTime() < left, "the minimum was waited for");
    }
  }

  @Test
  void shutdownNowEndsAnInitializerWhereverItIs() throws Exception {
    for (int i = 0; i < 20; i++) {
      var pool = ProcessPool.builder().size(1).initializer(stop()).build();
      var task = pool.submit(() -> 1);
      if (i % 2 == 0) {
        meeting.guest();
      }
      pool.shutdownNow();
      assertTrue(task.isCancelled());
      assertTrue(pool.awaitTermination(30, SECONDS));
    }
  }

  @Test
  void eachProcessIsInitializedOnceBeforeItsFirstTaskOnTheTasksThread(@TempDir Path directory)
      throws Exception {
    var log = directory.resolve("log").toString();
    try (var pool =
        ProcessPool.builder()
            .size(1)
            .maxTasksPerWorker(2)
            .initializer(
                () -> {
                  append(log, "initialized ");
                  System.setProperty("initialized", Thread.currentThread().getName());
                })
            .build()) {
      for (int i = 0; i < 4; i++) {
        var thread =
            pool.submit(
                () -> {
                  append(log, "task ");
                  return System.getProperty("initialized") + "=" + Thread.currentThread().getName();
                });
        var names = get(thread).split("=");
        assertEquals(names[0], names[1]);
      }
    }
    assertEquals("initialized task task initialized task task ", Files.readString(Path.of(log)));
  }

  private static void append(String log, String word) {
    try {
      Files.writeString(Path.of(log), word, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void anInitializerThatThrowsBreaksThePool() throws Exception {
    var pool =
        ProcessPool.builder()
            .size(1)
            .initializer(
                () -> {
                  throw new IllegalStateException("no licence");
                })
            .build();
    var tasks = List.of(pool.submit(() -> 1), pool.submit(() -> 2), pool.submit(() -> 3));
    for (var task : tasks) {
      var broken = failure(BrokenPoolException.class, task);
      assertEquals("no licence", broken.getCause().getMessage());
      assertEquals(
          "the process pool's initializer failed: java.lang.IllegalStateException: no licence",
          broken.getMessage());
    }
    var refused = assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 4));
    assertInstanceOf(BrokenPoolException.class, refused.getCause());
    assertTrue(pool.isShutdown());
    assertTrue(pool.awaitTermination(30, SECONDS));
    assertEquals(List.of(), pool.workers());
  }

  private static final class Stubborn extends Error {
    @Serial private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // that is the point
    private final Object obstacle = new Object();

    @Override
    public String getMessage() {
      return "home-made" + (obstacle == null ? "?" : "");
    }
  }

  @Test
  void anErrorThatCannotTravelBreaksAWarmPoolWithoutATask() throws Exception {
    var pool =
        ProcessPool.builder()
            .size(2)
            .minSize(2)
            .initializer(
                () -> {
                  throw new Stubborn();
                })
            .build();
    assertTrue(pool.awaitTermination(30, SECONDS));
    var refused = assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 4));
    var broken = assertInstanceOf(BrokenPoolException.class, refused.getCause());
    assertInstanceOf(TaskFailedException.class, broken.getCause());
    assertTrue(broken.getMessage().endsWith(": home-made"), broken.getMessage());
  }

  @Test
  void whatRunsElsewhereRunsToItsEndInABrokenPool(@TempDir Path directory) throws Exception {
    var flag = directory.resolve("flag").toString();
    var pool =
        ProcessPool.builder()
            .size(2)
            .initializer(
                () -> {
                  if (Files.exists(Path.of(flag))) {
                    throw new IllegalStateException("the second");
                  }
                  append(flag, "x");
                })
            .build();
    int port = meeting.port();
    var running =
        pool.submit(
            () -> {
              Rendezvous.stop(port);
              return "ran";
            });
    var guest = meeting.guest();
    failure(BrokenPoolException.class, pool.submit(() -> 1));
    guest.release();
    assertEquals("ran", get(running));
    assertTrue(pool.awaitTermination(30, SECONDS));
  }

  @Test
  void anInitializerThatEndsItsProcessFailsTheTaskThatWaitsForIt(@TempDir Path directory)
      throws Exception {
    var flag = directory.resolve("flag").toString();
    try (var pool =
        ProcessPool.builder()
            .size(1)
            .initializer(
                () -> {
                  if (!Files.exists(Path.of(flag))) {
                    append(flag, "x");
                    System.exit(9);
                  }
                })
            .build()) {
      var death = failure(WorkerDiedException.class, pool.submit(() -> 1));
      assertEquals(9, death.exitValue().orElseThrow());
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void aTaskThatIsCancelledBeforeItsProcessIsReadyNeverBegins() throws Exception {
    try (var pool = ProcessPool.builder().size(1).initializer(stop()).build()) {
      var cancelled = pool.submit(() -> 1, Duration.ZERO);
      var guest = meeting.guest();
      assertTrue(cancelled.cancel(true));
      var next = pool.submit(() -> pid());
      guest.release();
      assertEquals(guest.process().pid(), get(next), "the process was killed");
    }
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    var negative =
        assertThrows(IllegalArgumentException.class, () -> ProcessPool.builder().minSize(-1));
    assertEquals("minSize must be at least 0, not -1", negative.getMessage());
    var builder = ProcessPool.builder().minSize(3).size(2);
    var tooMany = assertThrows(IllegalArgumentException.class, builder::build);
    assertEquals("minSize must be at most the size, 2, not 3", tooMany.getMessage());
    var none =
        assertThrows(NullPointerException.class, () -> ProcessPool.builder().initializer(null));
    assertEquals("initializer", none.getMessage());
    var unfit = new Object();
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ProcessPool.builder().initializer(() -> unfit.hashCode()));
    assertInstanceOf(NotSerializableException.class, refused.getCause());
    assertEquals("java.lang.Object, in the initializer", refused.getCause().getMessage());
    assertEquals(2, builder.minSize(0).build().size());
  }
}
