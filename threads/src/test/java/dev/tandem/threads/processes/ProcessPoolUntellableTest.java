package dev.tandem.threads.processes;

import static dev.tandem.fixtures.Bounded.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Exceptions that arrive, but throw when they are asked what they are. Whatever wraps them, as each
 * dependent of a future does, asks.
 */
@Timeout(60)
class ProcessPoolUntellableTest {
  private ProcessPool pool = ProcessPool.builder().size(1).build();

  @AfterEach
  void close() throws Exception {
    pool.shutdownNow();
    assertTrue(pool.awaitTermination(30, SECONDS), "a thread of the pool is lost");
  }

  private static Throwable failure(Future<?> future) {
    return assertThrows(ExecutionException.class, () -> get(future)).getCause();
  }

  /** A mistake of every day: what the message is made of does not travel. */
  private static final class Forgetful extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
    private final transient List<String> parts = List.of("out", "of", "paper");

    @Override
    public String getMessage() {
      return String.join(" ", parts);
    }
  }

  private static final class ThrowsItself extends CancellationException {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw this;
    }
  }

  private static int forget() {
    throw new Forgetful();
  }

  private static void assertDescribed(Throwable failure) {
    var standIn = assertInstanceOf(TaskFailedException.class, failure);
    assertEquals(Forgetful.class.getName(), standIn.originalClassName());
    assertTrue(standIn.getMessage().endsWith(": out of paper"), standIn.getMessage());
  }

  @Test
  void areDescribedAndReachEachDependent() throws Exception {
    var go = pool.submit(() -> get(new CompletableFuture<>())); // so that all stand there in time
    var failed = pool.submit(() -> forget());
    List<CompletableFuture<?>> dependents = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      dependents.add(failed.thenApply(value -> value));
    }
    go.cancel(true);
    for (var dependent : dependents) {
      assertDescribed(failure(dependent));
    }
    assertDescribed(failure(failed));
    long pid = get(pool.submit(() -> ProcessHandle.current().pid()));
    failure(pool.submit(() -> forget()));
    assertEquals(pid, get(pool.submit(() -> ProcessHandle.current().pid())), "it cost a process");
  }

  @Test
  void areDescribedIfTheyAreCancellationsToo() throws Exception {
    var own =
        pool.submit(
            () -> {
              throw new ThrowsItself();
            });
    var standIn = assertInstanceOf(TaskFailedException.class, failure(own));
    assertEquals(ThrowsItself.class.getName(), standIn.originalClassName());
    assertEquals(0, get(pool.submit(() -> 0)));
  }

  /** Cannot be read, and says so by what cannot say anything. */
  private static final class Unreadable implements Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Serial
    private void readObject(ObjectInputStream in) {
      throw new ThrowsItself();
    }
  }

  @Test
  void areDescribedIfAResultThrowsThemAsItIsRead() throws Exception {
    var standIn =
        assertInstanceOf(TaskFailedException.class, failure(pool.submit(() -> new Unreadable())));
    assertEquals(ThrowsItself.class.getName(), standIn.originalClassName());
    assertEquals(1, get(pool.submit(() -> 1)));
  }

  @Test
  void endTheResultsOfAMappingWithALimit() {
    try (var results =
        pool.mapUnordered(
            List.of(1, 2, 3, 4),
            (Integer input) -> input == 3 ? forget() : input,
            1,
            Duration.ofMinutes(1))) {
      var failed =
          assertThrows(
              ExecutionException.class,
              () -> {
                while (results.hasNext()) {
                  results.next();
                }
              });
      assertDescribed(failed.getCause());
    }
  }

  @Test
  void ofAnInitializerBreakThePoolAndFailEachTask() throws Exception {
    pool = ProcessPool.builder().size(1).initializer(() -> forget()).build();
    for (var task : List.of(pool.submit(() -> 1), pool.submit(() -> 2), pool.submit(() -> 3))) {
      assertDescribed(assertInstanceOf(BrokenPoolException.class, failure(task)).getCause());
    }
    var refusal = assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 4));
    assertInstanceOf(BrokenPoolException.class, refusal.getCause());
  }

  /** Tells what it is once, and no more. */
  private static final class TellsOnce extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
    private transient boolean told;

    @Override
    public String getMessage() {
      if (told) {
        throw this;
      }
      told = true;
      return "once";
    }
  }

  @Test
  void costThePoolNoThreadIfTheyTellOnceOnly() throws Exception {
    var go = pool.submit(() -> get(new CompletableFuture<>()));
    var failed =
        pool.submit(
            () -> {
              throw new TellsOnce();
            });
    for (int i = 0; i < 5; i++) {
      failed.thenApply(value -> value);
    }
    go.cancel(true);
    assertEquals(1, get(pool.submit(() -> 1)));
    assertTrue(failed.isDone());
    assertInstanceOf(
        TellsOnce.class, assertThrows(CompletionException.class, () -> rethrow(failed)).getCause());
  }

  private static void rethrow(CompletableFuture<?> failed) {
    throw failed.handle((value, thrown) -> new CompletionException("", thrown)).join();
  }
}
