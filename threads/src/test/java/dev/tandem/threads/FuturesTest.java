package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.SettableFuture;
import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.ThreadKind;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ParameterizedClass
@MethodSource("dev.tandem.fixtures.ThreadKind#available")
class FuturesTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Parameter private ThreadKind kind;

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void shutDown() throws InterruptedException {
    executor.shutdownNow();
    assertTrue(executor.awaitTermination(10, SECONDS));
  }

  /**
   * One future of each kind, which the test completes: it calls back, or it cannot, or is foreign.
   */
  private static final class Mix {
    final CompletableFuture<String> completable = new CompletableFuture<>();
    final CompletableFuture<String> behindTask = new CompletableFuture<>();
    final FutureTask<String> task = new FutureTask<>(() -> unwrapped(behindTask));
    final CompletableFuture<String> behindForeign = new CompletableFuture<>();
    final Future<String> foreign = new ForeignFuture<>(behindForeign);

    Mix(ExecutorService executor) {
      executor.execute(task);
    }

    List<Future<String>> all() {
      return List.of(completable, task, foreign);
    }

    void complete() {
      completable.complete("completable");
      behindTask.complete("task");
      behindForeign.complete("foreign");
    }

    private static String unwrapped(Future<String> future) throws Exception {
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }
  }

  // ---- asCompleted

  @Test
  void asCompletedGivesFuturesInTheOrderInWhichTheyAreDone() throws Exception {
    var mix = new Mix(executor);
    try (var completed = Futures.asCompleted(mix.all())) {
      mix.behindForeign.complete("foreign");
      assertSame(mix.foreign, completed.next());
      mix.behindTask.completeExceptionally(new IOException("broken"));
      assertSame(mix.task, completed.next());
      mix.completable.cancel(false);
      assertSame(mix.completable, completed.next(LONG));
      assertFalse(completed.hasNext());
      assertThrows(NoSuchElementException.class, completed::next);
      assertThrows(NoSuchElementException.class, () -> completed.next(LONG));
    }
  }

  @Test
  void asCompletedGivesWhatIsDoneAlreadyInItsOrderAndEachFutureOnce() throws Exception {
    var done = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 20; i++) {
      done.add(CompletableFuture.completedFuture(i));
    }
    done.add(done.get(0));
    try (var completed = Futures.asCompleted(done)) {
      for (int i = 0; i < 20; i++) {
        assertEquals(i, completed.next().get());
      }
      assertFalse(completed.hasNext());
    }
    try (var none = Futures.asCompleted(List.of())) {
      assertFalse(none.hasNext());
    }
  }

  @Test
  void nextGivesUpWhenTheTimeIsUpAndSkipsNothing() throws Exception {
    var mix = new Mix(executor);
    try (var completed = Futures.asCompleted(mix.all())) {
      var timeout =
          assertThrows(TimeoutException.class, () -> completed.next(Duration.ofMillis(1)));
      assertEquals("3 futures were not done within PT0.001S", timeout.getMessage());
      mix.complete();
      assertEquals(
          Set.copyOf(mix.all()), Set.of(completed.next(), completed.next(), completed.next()));
    }
  }

  @Test
  void anInterruptionEndsNextAndSkipsNothing() throws Exception {
    var mix = new Mix(executor);
    var waiter =
        kind.start(
            () -> {
              try (var completed = Futures.asCompleted(mix.all())) {
                assertThrows(InterruptedException.class, completed::next);
                mix.complete();
                return Set.of(completed.next(), completed.next(), completed.next()).size();
              }
            });
    waiter.untilItWaits().interrupt();
    assertEquals(3, waiter.result());
  }

  /** A future that is waited for, and tells when its waiter comes and goes. */
  private static final class Watched extends CompletableFuture<String> {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch left = new CountDownLatch(1);

    @Override
    public String get() throws InterruptedException, ExecutionException {
      entered.countDown();
      try {
        return super.get();
      } finally {
        left.countDown();
      }
    }
  }

  @Test
  void closingLeavesNoThreadBehind() throws Exception {
    var watched = new Watched();
    try (var completed = Futures.asCompleted(List.of(new ForeignFuture<>(watched)))) {
      assertTrue(watched.entered.await(10, SECONDS));
      assertTrue(completed.hasNext());
    }
    assertTrue(watched.left.await(10, SECONDS));
    assertFalse(watched.isDone());
  }

  @Test
  void aMillionTimedOutWaitsLeaveAFutureThatNeverCompletesAsItWas() throws Throwable {
    var never = new CompletableFuture<String>();
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            var waited = Futures.await(List.of(never), ReturnWhen.FIRST_COMPLETED, Duration.ZERO);
            assertEquals(1, waited.pending().size());
          }
        });
    assertEquals(0, never.getNumberOfDependents());
  }

  @Test
  void aFutureWhoseGetThrowsAnythingIsGivenAsDone() throws Exception {
    var real = new CompletableFuture<String>();
    Future<String> odd =
        new ForeignFuture<>(real) {
          @Override
          public String get() throws InterruptedException, ExecutionException {
            super.get();
            throw new IllegalStateException("odd");
          }
        };
    try (var completed = Futures.asCompleted(List.of(odd))) {
      real.complete("done");
      assertSame(odd, completed.next(Duration.ofSeconds(20)));
    }
  }

  // ---- await

  @Test
  void theShortestOfTimeoutsDoesNotWait() throws Exception {
    var mix = new Mix(executor);
    for (var returnWhen : ReturnWhen.values()) {
      var waited = Futures.await(mix.all(), returnWhen, Duration.ofSeconds(Long.MIN_VALUE));
      assertEquals(3, waited.pending().size());
    }
  }

  @Test
  void anInterruptedThreadDoesNotEvenLook() {
    var done = List.of(CompletableFuture.completedFuture("done"));
    for (var call :
        List.<Callable<?>>of(
            () -> Futures.await(done, ReturnWhen.ALL_COMPLETED),
            () -> Futures.await(done, ReturnWhen.FIRST_COMPLETED, Duration.ZERO),
            () -> Futures.gather(done),
            () -> Futures.gather(List.of()),
            () -> Futures.gatherOutcomes(done),
            () -> Futures.gatherOutcomes(List.of()),
            () -> Futures.await(List.of(), ReturnWhen.ALL_COMPLETED),
            () -> Futures.asCompleted(done).next(),
            () -> Futures.asCompleted(done).next(Duration.ZERO))) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, call::call);
      assertFalse(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void aFailureThatCarriesACancellationIsAFailure() throws Exception {
    var cancelled = new CompletableFuture<String>();
    var dependent = cancelled.thenApply(text -> text + "!");
    cancelled.cancel(false);
    var waited =
        Futures.await(
            List.of(dependent, new CompletableFuture<String>()), ReturnWhen.FIRST_EXCEPTION, LONG);
    assertEquals(Set.of(dependent), waited.done());
    var outcomes = Futures.gatherOutcomes(List.of(dependent, cancelled));
    assertFalse(outcomes.get(0).isCancelled());
    assertThrows(ExecutionException.class, outcomes.get(0)::get);
    assertTrue(outcomes.get(1).isCancelled());
  }

  @Test
  void firstCompletedReturnsAsSoonAsOneIsDone() throws Exception {
    var mix = new Mix(executor);
    var waiter =
        kind.start(() -> Futures.await(mix.all(), ReturnWhen.FIRST_COMPLETED)).untilItWaits();
    mix.behindTask.complete("task");
    assertEquals(Set.of(mix.task), waiter.result().done());
    assertEquals(Set.of(mix.completable, mix.foreign), waiter.result().pending());
  }

  @Test
  void firstExceptionReturnsAsSoonAsOneFailsAndNotWhenOneIsCancelled() throws Exception {
    var mix = new Mix(executor);
    var waiter =
        kind.start(() -> Futures.await(mix.all(), ReturnWhen.FIRST_EXCEPTION)).untilItWaits();
    mix.completable.cancel(false);
    waiter.untilItWaits();
    mix.behindForeign.completeExceptionally(new IOException("broken"));
    assertEquals(Set.of(mix.completable, mix.foreign), waiter.result().done());
    assertEquals(Set.of(mix.task), waiter.result().pending());
  }

  @Test
  void firstExceptionWaitsForAllIfNoneFails() throws Exception {
    var mix = new Mix(executor);
    var waiter =
        kind.start(() -> Futures.await(mix.all(), ReturnWhen.FIRST_EXCEPTION)).untilItWaits();
    mix.complete();
    assertEquals(Set.copyOf(mix.all()), waiter.result().done());
  }

  @Test
  void allCompletedWaitsForAllHoweverTheyEnd() throws Exception {
    var mix = new Mix(executor);
    var waiter =
        kind.start(() -> Futures.await(mix.all(), ReturnWhen.ALL_COMPLETED)).untilItWaits();
    mix.behindForeign.completeExceptionally(new IOException("broken"));
    mix.completable.cancel(false);
    assertFalse(waiter.isDone());
    mix.behindTask.complete("task");
    assertEquals(List.copyOf(mix.all()), List.copyOf(waiter.result().done()));
    assertTrue(waiter.result().pending().isEmpty());
  }

  @Test
  void awaitGivesUpWhenTheTimeIsUpAndCancelsNothing() throws Exception {
    var mix = new Mix(executor);
    mix.completable.complete("done");
    for (var returnWhen : List.of(ReturnWhen.ALL_COMPLETED, ReturnWhen.FIRST_EXCEPTION)) {
      var waited = Futures.await(mix.all(), returnWhen, Duration.ofMillis(1));
      assertEquals(Set.of(mix.completable), waited.done());
      assertEquals(Set.of(mix.task, mix.foreign), waited.pending());
    }
    assertFalse(mix.task.isCancelled());
    var none = Futures.await(List.of(), ReturnWhen.FIRST_COMPLETED);
    assertTrue(none.done().isEmpty() && none.pending().isEmpty());
  }

  @Test
  void anInterruptionEndsAwait() throws Exception {
    var mix = new Mix(executor);
    for (var returnWhen : ReturnWhen.values()) {
      var waiter = kind.start(() -> Futures.await(mix.all(), returnWhen, LONG)).untilItWaits();
      waiter.interrupt();
      waiter.failure(InterruptedException.class);
    }
    assertEquals(0, mix.completable.getNumberOfDependents());
  }

  // ---- gather

  @Test
  void gatherGivesTheValuesInTheOrderOfTheFutures() throws Exception {
    var mix = new Mix(executor);
    var waiter = kind.start(() -> Futures.gather(mix.all())).untilItWaits();
    mix.complete();
    assertEquals(List.of("completable", "task", "foreign"), waiter.result());
    assertEquals(List.of(), Futures.gather(List.of()));
    assertEquals(
        Arrays.asList(null, 1),
        Futures.gather(
            List.of(
                CompletableFuture.<Integer>completedFuture(null),
                CompletableFuture.completedFuture(1))));
  }

  @Test
  void theFirstFailureIsThrownWholeAndCancelsTheRest() throws Exception {
    var mix = new Mix(executor);
    var broken = new IOException("broken");
    var waiter = kind.start(() -> Futures.gather(mix.all())).untilItWaits();
    mix.behindForeign.completeExceptionally(broken);
    assertSame(broken, waiter.failure(ExecutionException.class).getCause());
    assertTrue(mix.completable.isCancelled());
    assertTrue(mix.task.isCancelled());
  }

  @Test
  void aFutureThatCannotBeCancelledDoesNotSpareTheRest() throws Exception {
    var stubborn =
        new ForeignFuture<String>(new CompletableFuture<>()) {
          @Override
          public boolean cancel(boolean mayInterrupt) {
            throw new UnsupportedOperationException("cancel");
          }
        };
    var other = new CompletableFuture<String>();
    var broken = CompletableFuture.<String>failedFuture(new IOException("broken"));
    var failure =
        assertThrows(
            ExecutionException.class, () -> Futures.gather(List.of(stubborn, broken, other)));
    assertEquals("broken", failure.getCause().getMessage());
    assertEquals("cancel", failure.getSuppressed()[0].getMessage());
    assertTrue(other.isCancelled());
  }

  @Test
  void aCancelledFutureCancelsTheRestOfAGather() throws Exception {
    var mix = new Mix(executor);
    var waiter = kind.start(() -> Futures.gather(mix.all())).untilItWaits();
    mix.completable.cancel(false);
    waiter.failure(CancellationException.class);
    assertTrue(mix.task.isCancelled());
    assertTrue(mix.foreign.isCancelled());
  }

  @Test
  void anInterruptedGatherCancelsAll() throws Exception {
    var mix = new Mix(executor);
    var waiter = kind.start(() -> Futures.gather(mix.all())).untilItWaits();
    waiter.interrupt();
    waiter.failure(InterruptedException.class);
    assertTrue(mix.all().stream().allMatch(Future::isCancelled));
  }

  @Test
  void aTimedGatherGivesTheValuesIfAllAreThereInTime() throws Exception {
    var mix = new Mix(executor);
    var gathering = kind.start(() -> Futures.gather(mix.all(), LONG)).untilItWaits();
    mix.complete();
    var expected = List.of("completable", "task", "foreign");
    assertEquals(expected, gathering.result());
    assertEquals(expected, Futures.gather(mix.all(), Duration.ZERO));
    assertEquals(List.of(), Futures.gather(List.of(), Duration.ofSeconds(-1)));
  }

  @Test
  void aTimedGatherCancelsWhatIsNotDoneWhenTheTimeIsUp() throws Exception {
    var mix = new Mix(executor);
    var done = CompletableFuture.completedFuture("done");
    var futures = new ArrayList<Future<String>>(mix.all());
    futures.add(done);
    var late =
        assertThrows(TimeoutException.class, () -> Futures.gather(futures, Duration.ofMillis(10)));
    assertTrue(late.getMessage().contains("left = 3"), late.getMessage());
    assertTrue(mix.all().stream().allMatch(Future::isCancelled));
    assertEquals("done", done.get());
  }

  @Test
  void aFailureComesBeforeTheEndOfTheTime() {
    var failure = new IOException("broken");
    var rest = new CompletableFuture<String>();
    var futures = List.of(rest, CompletableFuture.<String>failedFuture(failure));
    var thrown =
        assertThrows(ExecutionException.class, () -> Futures.gather(futures, Duration.ZERO));
    assertSame(failure, thrown.getCause());
    assertTrue(rest.isCancelled());
  }

  @Test
  void anInterruptedTimedGatherCancelsAll() throws Exception {
    var mix = new Mix(executor);
    var gathering = kind.start(() -> Futures.gather(mix.all(), LONG)).untilItWaits();
    gathering.interrupt();
    gathering.failure(InterruptedException.class);
    assertTrue(mix.all().stream().allMatch(Future::isCancelled));
  }

  @Test
  void toStringTellsHowManyFuturesAreLeftAndCallsNone() throws Exception {
    var future = new CompletableFuture<String>();
    Future<String> hostile =
        new ForeignFuture<>(future) {
          @Override
          public String toString() {
            throw new AssertionError("foreign code was called");
          }
        };
    var completed = Futures.asCompleted(List.of(hostile));
    assertEquals("Completions[left = 1]", completed.toString());
    completed.close();
    assertEquals("Completions[closed]", completed.toString());
    var looked = Futures.await(List.of(hostile), ReturnWhen.ALL_COMPLETED, Duration.ZERO);
    assertEquals("DoneAndPending[done = 0, pending = 1]", looked.toString());
  }

  @Test
  void gatherOutcomesGivesEveryOutcome() throws Exception {
    var mix = new Mix(executor);
    var broken = new IOException("broken");
    mix.behindForeign.completeExceptionally(broken);
    mix.completable.cancel(false);
    mix.behindTask.complete("task");
    var outcomes = Futures.gatherOutcomes(mix.all());
    assertTrue(outcomes.get(1).isSuccess());
    assertEquals("task", outcomes.get(1).get());
    assertFalse(outcomes.get(0).isSuccess());
    assertThrows(CancellationException.class, outcomes.get(0)::get);
    assertSame(broken, outcomes.get(2).failure());
    assertSame(broken, assertThrows(ExecutionException.class, outcomes.get(2)::get).getCause());
  }

  // ---- map

  @Test
  void mapGivesTheResultsInTheOrderOfTheInputs() throws Exception {
    var lastIsDone = new CountDownLatch(1);
    try (var results =
        Futures.map(
            executor,
            List.of(1, 2, 3),
            n -> {
              if (n == 3) {
                lastIsDone.countDown();
              } else {
                awaitUnchecked(lastIsDone);
              }
              return n * n;
            },
            3)) {
      assertEquals(List.of(1, 4, 9), rest(results));
      assertThrows(NoSuchElementException.class, results::next);
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> List<T> rest(MappedResults<T> results) throws Exception {
    var rest = new ArrayList<T>();
    while (results.hasNext()) {
      rest.add(results.next());
    }
    return rest;
  }

  @Test
  void mapStartsNoMoreThanItsLookAhead() throws Exception {
    var started = new AtomicInteger();
    var endless = endless();
    try (var results =
        Futures.map(kindExecutor(), endless, n -> started.incrementAndGet() > 0 ? n : 0, 4)) {
      for (int i = 0; i < 100; i++) {
        assertEquals(i, results.next());
        assertTrue(started.get() <= i + 5, started + " were started by result " + i);
      }
    }
  }

  private ExecutorService kindExecutor() {
    return kind == ThreadKind.VIRTUAL ? VirtualThreads.newExecutor() : executor;
  }

  private static Iterable<Integer> endless() {
    return () -> IntStream.iterate(0, n -> n + 1).iterator();
  }

  @Test
  void closingAMapCancelsWhatIsUnderWayAndStartsNoMore() throws Exception {
    var interrupted = new CountDownLatch(2);
    var running = new CountDownLatch(2);
    var started = new AtomicInteger();
    var results =
        Futures.map(
            executor,
            endless(),
            n -> {
              started.incrementAndGet();
              running.countDown();
              awaitInterruption(interrupted);
              return n;
            },
            2);
    assertTrue(running.await(10, SECONDS));
    results.close();
    assertTrue(interrupted.await(10, SECONDS));
    assertFalse(results.hasNext());
    assertEquals(2, started.get());
  }

  private static void awaitInterruption(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
  }

  @Test
  void aFailureEndsAMapAndCancelsWhatIsUnderWay() throws Exception {
    var interrupted = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    var results =
        Futures.map(
            executor,
            endless(),
            n -> {
              if (n == 1) {
                awaitUnchecked(running);
                throw new IllegalStateException("broken");
              }
              if (n == 2) {
                running.countDown();
                awaitInterruption(interrupted);
              }
              return n;
            },
            3);
    assertEquals(0, results.next());
    var failure = assertThrows(ExecutionException.class, results::next);
    assertEquals("broken", failure.getCause().getMessage());
    assertFalse(results.hasNext());
    assertTrue(interrupted.await(10, SECONDS));
  }

  @Test
  void anInterruptedNextSkipsNothing() throws Exception {
    var mayGoOn = new CountDownLatch(1);
    var results =
        Futures.map(
            executor,
            List.of(1, 2),
            n -> {
              awaitUnchecked(mayGoOn);
              return n;
            });
    var waiter = kind.start(results::next).untilItWaits();
    waiter.interrupt();
    waiter.failure(InterruptedException.class);
    mayGoOn.countDown();
    assertEquals(List.of(1, 2), rest(results));
  }

  @Test
  void aClosedExecutorOrAFailingInputLeavesNothingRunning() throws Exception {
    var interrupted = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    Iterable<Integer> failing =
        () ->
            new Iterator<>() {
              private int next;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                if (next == 1) {
                  awaitUnchecked(running);
                  throw new IllegalStateException("no more");
                }
                return next++;
              }
            };
    assertThrows(
        IllegalStateException.class,
        () ->
            Futures.map(
                executor,
                failing,
                n -> {
                  running.countDown();
                  awaitInterruption(interrupted);
                  return n;
                },
                2));
    assertTrue(interrupted.await(10, SECONDS));
    executor.shutdown();
    assertThrows(
        RejectedExecutionException.class, () -> Futures.map(executor, List.of(1), n -> n, 1));
  }

  @Test
  void whatWasComputedBeforeTheExecutorRefusedIsGivenFirst() throws Exception {
    var results = Futures.map(executor, endless(), n -> n, 2);
    executor.shutdown();
    assertEquals(0, results.next());
    assertEquals(1, results.next());
    assertTrue(results.hasNext());
    assertThrows(RejectedExecutionException.class, results::next);
    assertFalse(results.hasNext());
  }

  @Test
  void aLookAheadBeyondTheInputsAsksThemNoFurther() throws Exception {
    var asked = new AtomicInteger();
    Iterable<Integer> two =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return asked.incrementAndGet() <= 2;
              }

              @Override
              public Integer next() {
                return asked.get();
              }
            };
    try (var results = Futures.map(executor, two, n -> n, Integer.MAX_VALUE)) {
      assertEquals(3, asked.get());
      assertEquals(1, results.next());
    }
  }

  // ---- bad arguments

  @Test
  void badArgumentsAreRefusedByName() {
    assertEquals(
        "look-ahead must be at least 1, not 0",
        assertThrows(
                IllegalArgumentException.class, () -> Futures.map(executor, List.of(1), n -> n, 0))
            .getMessage());
    assertThrows(NullPointerException.class, () -> Futures.map(null, List.of(1), n -> n, 1));
    assertThrows(NullPointerException.class, () -> Futures.map(executor, null, n -> n, 1));
    assertThrows(NullPointerException.class, () -> Futures.map(executor, List.of(1), null, 1));
    Collection<Future<String>> withNull = Arrays.asList(new CompletableFuture<>(), null);
    for (Callable<?> call :
        List.<Callable<?>>of(
            () -> Futures.asCompleted(withNull),
            () -> Futures.await(withNull, ReturnWhen.ALL_COMPLETED),
            () -> Futures.gather(withNull),
            () -> Futures.gatherOutcomes(withNull))) {
      assertEquals(
          "the future at index 1 is null",
          assertThrows(NullPointerException.class, call::call).getMessage());
    }
    assertThrows(NullPointerException.class, () -> Futures.await(List.of(), null));
    assertThrows(
        NullPointerException.class, () -> Futures.await(List.of(), ReturnWhen.ALL_COMPLETED, null));
  }

  // ---- memory

  private Completions<String> afterOne(
      Future<String> future, Future<String> pending, List<WeakReference<?>> given)
      throws Exception {
    var completed = Futures.asCompleted(List.of(future, pending));
    if (future instanceof FutureTask<String> task) {
      task.run();
    } else if (future instanceof CompletableFuture<String> completable) {
      completable.complete("done");
    } else if (future instanceof SettableFuture<String> settable) {
      settable.set("done");
    }
    given.add(new WeakReference<>(completed.next(LONG)));
    return completed;
  }

  @Test
  void whatWasGivenIsNotKept() throws Exception {
    List<Supplier<Future<String>>> kinds =
        List.of(
            CompletableFuture::new,
            SettableFuture::create,
            () -> new FutureTask<>(() -> "done"),
            () -> CompletableFuture.completedFuture("done"));
    for (var kind : kinds) {
      var given = new ArrayList<WeakReference<?>>();
      try (var completed = afterOne(kind.get(), new FutureTask<>(() -> "never"), given)) {
        for (int i = 0; i < 100 && given.get(0).get() != null; i++) {
          System.gc();
        }
        assertNull(given.get(0).get());
        assertTrue(completed.hasNext());
      }
    }
  }
}
