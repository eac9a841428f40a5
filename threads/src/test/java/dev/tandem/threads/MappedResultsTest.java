package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Undeclared;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MappedResultsTest {
  /** Runs so many tasks, each at once on the caller's thread, and throws for the next one. */
  private static final class Failing extends AbstractExecutorService {
    private final Throwable thrown;
    private int tasksLeft;

    Failing(int tasks, Throwable thrown) {
      this.tasksLeft = tasks;
      this.thrown = thrown;
    }

    @Override
    public void execute(Runnable task) {
      if (tasksLeft-- == 0) {
        throw Undeclared.thrown(thrown);
      }
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  @SuppressWarnings("unchecked") // the compiler takes X for unchecked
  static <X extends Throwable> RuntimeException undeclared(Throwable thrown) throws X {
    throw (X) thrown;
  }

  static List<Throwable> whatCanBeThrown() {
    return List.of(
        new InternalError("unable to start"), // at an OutOfMemoryError JUnit itself would end
        new IllegalStateException("broken"),
        new IOException("undeclared"),
        new InterruptedException("undeclared"));
  }

  @Test
  void nextGivesUpWhenTheTimeIsUpSkipsNothingAndLeavesTheTasksAlone() throws Exception {
    var first = new CompletableFuture<List<String>>();
    var second = CompletableFuture.completedFuture(List.of("b", "c"));
    try (var results = MappedResults.of(List.of(first, second).iterator(), 2)) {
      var late = assertThrows(TimeoutException.class, () -> results.next(Duration.ofMillis(1)));
      assertTrue(late.getMessage().contains("tasks ahead = 2"), late.getMessage());
      assertThrows(TimeoutException.class, () -> results.next(Duration.ZERO));
      assertThrows(TimeoutException.class, () -> results.next(Duration.ofSeconds(-1)));
      assertFalse(first.isDone());
      first.complete(List.of("a"));
      assertEquals("a", results.next(Duration.ZERO));
      assertEquals("b", results.next(Duration.ofDays(365_000)));
      assertEquals("c", results.next());
      assertThrows(NoSuchElementException.class, () -> results.next(Duration.ZERO));
      assertThrows(NullPointerException.class, () -> results.next(null));
    }
  }

  @Test
  void closingAfterATimeoutCancelsWhatIsUnderWay() {
    var slow = new CompletableFuture<List<String>>();
    var results = MappedResults.of(List.of(slow).iterator(), 1);
    assertThrows(TimeoutException.class, () -> results.next(Duration.ofMillis(1)));
    results.close();
    assertTrue(slow.isCancelled());
    assertThrows(NoSuchElementException.class, () -> results.next(Duration.ofMillis(1)));
  }

  @Test
  void anInterruptedTimedNextSkipsNothing() throws Exception {
    var done = CompletableFuture.completedFuture(List.of("a"));
    try (var results = MappedResults.of(List.of(done).iterator(), 1)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> results.next(Duration.ofMillis(1)));
      assertFalse(Thread.currentThread().isInterrupted());
      assertEquals("a", results.next());
    }
  }

  @Test
  void tasksOfAnyIteratorAreStartedNoFurtherThanTheLookAhead() throws Exception {
    var started = new ArrayList<Integer>();
    var tasks =
        IntStream.range(0, 10)
            .peek(started::add)
            .mapToObj(i -> CompletableFuture.completedFuture(List.of(i, -i)))
            .iterator();
    try (var results = MappedResults.of(tasks, 3)) {
      assertEquals(List.of(0, 1, 2), started);
      assertEquals(0, results.next());
      assertEquals(List.of(0, 1, 2, 3), started);
      assertEquals(0, results.next());
      assertEquals(List.of(0, 1, 2, 3), started);
      assertEquals("MappedResults[tasks ahead = 3]", results.toString());
    }
    assertThrows(NullPointerException.class, () -> MappedResults.of(null, 1));
    var none = List.<Future<List<String>>>of().iterator();
    assertThrows(IllegalArgumentException.class, () -> MappedResults.of(none, 0));
  }

  @ParameterizedTest
  @MethodSource("whatCanBeThrown")
  void whatWasComputedBeforeATaskCouldNotBeStartedIsGivenFirst(Throwable thrown) throws Exception {
    ExecutorService executor = new Failing(3, thrown);
    Iterable<Integer> inputs = () -> IntStream.iterate(0, n -> n + 1).iterator();
    try (var results = Futures.map(executor, inputs, n -> n, 2)) {
      assertGivenFirst(List.of(0, 1, 2), thrown, results);
    }
  }

  @ParameterizedTest
  @MethodSource("whatCanBeThrown")
  void whatWasComputedBeforeTheInputsFailedIsGivenFirst(Throwable thrown) throws Exception {
    ExecutorService executor = new Failing(Integer.MAX_VALUE, thrown);
    try (var results = Futures.map(executor, failingAfter(3, thrown), n -> n, 2)) {
      assertGivenFirst(List.of(0, 1, 2), thrown, results);
    }
  }

  private static void assertGivenFirst(
      List<Integer> expected, Throwable thrown, MappedResults<Integer> results) throws Exception {
    for (var value : expected) {
      assertTrue(results.hasNext());
      assertEquals(value, results.next());
    }
    assertTrue(results.hasNext());
    assertSame(thrown, assertThrows(Throwable.class, results::next));
    assertFalse(results.hasNext()); // no input is skipped: there are no more results
    assertThrows(NoSuchElementException.class, results::next);
  }

  private static Iterable<Integer> failingAfter(int count, Throwable thrown) {
    return () ->
        new Iterator<>() {
          private int next;
          private boolean hasFailed;

          @Override
          public boolean hasNext() {
            return !hasFailed; // as a generator, which has ended once it has thrown
          }

          @Override
          public Integer next() {
            if (next == count) {
              hasFailed = true;
              throw Undeclared.thrown(thrown);
            }
            return next++;
          }
        };
  }

  @Test
  void theLastResultIsNotKept() throws Exception {
    var executor = new Failing(Integer.MAX_VALUE, null);
    try (var results = Futures.map(executor, List.of(1, 2), n -> new byte[1 << 20], 1)) {
      results.next();
      var last = new WeakReference<>(results.next());
      for (int i = 0; i < 100 && last.get() != null; i++) {
        System.gc();
      }
      assertNull(last.get());
      assertFalse(results.hasNext());
    }
  }

  @Test
  void theLastChunkIsNotKept() throws Exception {
    var tasks =
        Stream.generate(() -> List.of(new byte[1 << 20], new byte[1 << 20]))
            .limit(1)
            .map(CompletableFuture::completedFuture)
            .iterator();
    try (var results = MappedResults.of(tasks, 1)) {
      var first = new WeakReference<>(results.next());
      results.next();
      for (int i = 0; i < 100 && first.get() != null; i++) {
        System.gc();
      }
      assertNull(first.get());
      assertFalse(results.hasNext());
    }
  }

  @Test
  void anInterruptedThreadIsGivenNoResultAndSkipsNone() throws Exception {
    var executor = new Failing(Integer.MAX_VALUE, null);
    try (var results = Futures.map(executor, List.of(1, 2), n -> n, 2)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, results::next);
      assertFalse(Thread.interrupted());
      assertEquals(1, results.next());
      assertEquals(2, results.next());
    }
  }

  @Test
  void aTaskWhoseFutureCannotBeCancelledDoesNotHideTheFailure() throws Exception {
    var same = new IllegalStateException("broken");
    var tasks = new ArrayList<Future<List<Integer>>>();
    tasks.add(
        new ForeignFuture<>(CompletableFuture.completedFuture(List.of(1))) {
          @Override
          public List<Integer> get() {
            throw same;
          }

          @Override
          public boolean cancel(boolean mayInterrupt) {
            throw same;
          }
        });
    var results = MappedResults.of(tasks.iterator(), 1);
    var failure = assertThrows(ExecutionException.class, results::next);
    assertSame(same, failure.getCause());
    assertSame(same, failure.getSuppressed()[0]);
    assertFalse(results.hasNext());
  }
}
