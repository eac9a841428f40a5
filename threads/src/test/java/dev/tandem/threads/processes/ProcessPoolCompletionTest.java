package dev.tandem.threads.processes;

import static java.util.Map.entry;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.threads.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of a task when somebody else completes its future. */
class ProcessPoolCompletionTest extends AnyPoolTest {
  ProcessPoolCompletionTest() {
    super(1);
  }

  @Test
  void aFutureThatIsCompletedFromOutsideKillsTheTask() throws Exception {
    int port = meeting.port();
    var timedOut = pool.submit(endless(port));
    var first = meeting.guest().process();
    timedOut.orTimeout(1, MILLISECONDS);
    assertGoneWithinASecond(first);
    assertInstanceOf(
        TimeoutException.class, assertThrows(ExecutionException.class, timedOut::get).getCause());

    var completed = pool.submit(endless(port));
    var second = meeting.guest().process();
    assertTrue(completed.complete(5L));
    assertGoneWithinASecond(second);
    assertEquals(5, completed.get());
  }

  /** Each way to complete a future from outside. */
  private static Map<String, Consumer<CompletableFuture<Long>>> completions() {
    return Map.ofEntries(
        entry("complete", future -> future.complete(5L)),
        entry("completeExceptionally", future -> future.completeExceptionally(new IOException())),
        entry("completeAsync", future -> future.completeAsync(() -> 5L)),
        entry(
            "completeAsync on an executor",
            future -> future.completeAsync(() -> 5L, Runnable::run)),
        entry("completeAsync that fails", future -> future.completeAsync(failing())),
        entry("orTimeout", future -> future.orTimeout(1, MILLISECONDS)),
        entry("orTimeout of less than nothing", future -> future.orTimeout(Long.MIN_VALUE, DAYS)),
        entry("completeOnTimeout", future -> future.completeOnTimeout(5L, 1, MILLISECONDS)),
        entry("obtrudeValue", future -> future.obtrudeValue(5L)),
        entry("obtrudeException", future -> future.obtrudeException(new IOException())));
  }

  private static Supplier<Long> failing() {
    return () -> {
      throw new AssertionError("expected");
    };
  }

  @TestFactory
  Stream<DynamicTest> whoeverCompletesTheFutureFromOutsideEndsTheTask() {
    return completions().entrySet().stream()
        .map(
            way ->
                dynamicTest(
                    way.getKey(),
                    () -> {
                      var future = pool.submit(endless(meeting.port()));
                      var process = meeting.guest().process();
                      way.getValue().accept(future);
                      assertGoneWithinASecond(process);
                      Outcome.of(future);
                      assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
                    }));
  }

  @Test
  void whoCompletesAFutureThatIsDoneEndsNothing() throws Exception {
    int port = meeting.port();
    var future = pool.submit(endless(port));
    var process = meeting.guest().process();
    future.cancel(false);
    assertFalse(future.complete(5L));
    assertFalse(future.completeExceptionally(new IOException()));
    future.completeAsync(() -> 5L, Runnable::run).orTimeout(0, SECONDS);
    assertTrue(process.isAlive());
    assertTrue(future.isCancelled());
  }

  @Test
  void whatIsDerivedFromTheFutureDoesNotReachTheTask() throws Exception {
    int port = meeting.port();
    var future =
        pool.submit(
            () -> {
              Rendezvous.stop(port);
              return 1;
            });
    var guest = meeting.guest();
    future.copy().cancel(true);
    future.thenApply(value -> value + 1).cancel(true);
    future.minimalCompletionStage().toCompletableFuture().complete(2);
    future.copy().orTimeout(0, SECONDS);
    guest.release();
    assertEquals(1, future.get(30, SECONDS));
    assertTrue(guest.process().isAlive());
  }

  @Test
  void completeAsyncGivesWhatItsSupplierDoesAsForEveryFuture() {
    var here = new CompletableFuture<Long>().completeAsync(failing(), Runnable::run);
    var there = pool.submit(endless(meeting.port())).completeAsync(failing(), Runnable::run);
    var expected = assertThrows(CompletionException.class, here::join);
    assertEquals(
        expected.toString(), assertThrows(CompletionException.class, there::join).toString());
    var ownExecutor = pool.submit(endless(meeting.port()));
    assertSame(ownExecutor, ownExecutor.completeAsync(() -> 7L, Runnable::run));
    assertEquals(7, ownExecutor.join());
    assertThrows(NullPointerException.class, () -> ownExecutor.completeAsync(null));
    assertThrows(NullPointerException.class, () -> ownExecutor.completeAsync(() -> 1L, null));
  }
}
