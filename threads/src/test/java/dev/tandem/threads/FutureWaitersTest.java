package dev.tandem.threads;

import static dev.tandem.fixtures.Bounded.untilItWaits;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which threads wait for futures, and how many. */
@Timeout(90)
class FutureWaitersTest {
  private static List<FutureTask<Integer>> pending(int count) {
    return Stream.generate(() -> new FutureTask<>(() -> 1)).limit(count).toList();
  }

  @Test
  void aLookStartsNoThread() throws Exception {
    var futures = pending(2_000);
    long before = threadsCreated();
    for (var returnWhen : ReturnWhen.values()) {
      assertEquals(2_000, Futures.await(futures, returnWhen, Duration.ZERO).pending().size());
    }
    futures.get(1_000).run();
    for (var returnWhen : ReturnWhen.values()) {
      var waited = Futures.await(futures, returnWhen, Duration.ofSeconds(-1));
      assertEquals(List.of(futures.get(1_000)), List.copyOf(waited.done()));
    }
    assertFewThreadsSince(before);
  }

  @Test
  void whatIsDoneAlreadyIsFoundWithoutAThread() throws Exception {
    var futures = pending(2_000);
    futures.get(1_999).run();
    long before = threadsCreated();
    assertEquals(1, Futures.await(futures, ReturnWhen.FIRST_COMPLETED).done().size());
    assertFewThreadsSince(before);
  }

  /** Each thread of either kind that is created has the next number. */
  private static long threadsCreated() {
    return new Thread().getId();
  }

  /** The JVM may need some of its own meanwhile. */
  private static void assertFewThreadsSince(long before) {
    long created = threadsCreated() - before;
    assertTrue(created < 64, created + " threads were created");
  }

  @Test
  void fiveThousandPlainFuturesAreGatheredWithAFewPlatformThreads() throws Exception {
    var futures = pending(5_000);
    long before = threadsCreated();
    var waiter = ThreadKind.PLATFORM.start(() -> Futures.gather(futures)).untilItWaits();
    for (int i = futures.size() - 1; i >= 0; i--) {
      futures.get(i).run();
    }
    assertEquals(5_000, waiter.result().size());
    if (!VirtualThreads.isSupported()) {
      assertFewThreadsSince(before);
    }
  }

  // ---- workers of a ForkJoinPool

  private interface Wait {
    Object on(Future<String> future) throws Exception;
  }

  static List<Wait> waits() {
    return List.of(
        future -> Futures.gather(List.of(future)),
        future -> Futures.gatherOutcomes(List.of(future)),
        future -> Futures.await(List.of(future), ReturnWhen.ALL_COMPLETED),
        future -> Futures.await(List.of(future), ReturnWhen.ALL_COMPLETED, Duration.ofSeconds(60)),
        future -> Futures.await(List.of(future), ReturnWhen.FIRST_COMPLETED),
        future -> Outcome.of(future),
        future -> Futures.asCompleted(List.of(future)).next(),
        future -> Futures.asCompleted(List.of(future)).next(Duration.ofSeconds(60)),
        FutureWaitersTest::nextOfMap);
  }

  private static Object nextOfMap(Future<String> future) throws Exception {
    var tasks = new ArrayList<Future<List<String>>>();
    tasks.add(
        new ForeignFuture<>(new CompletableFuture<>()) {
          @Override
          public boolean isDone() {
            return future.isDone();
          }

          @Override
          public List<String> get() throws InterruptedException {
            try {
              return List.of(future.get());
            } catch (java.util.concurrent.ExecutionException e) {
              throw new AssertionError(e);
            }
          }
        });
    try (var results = MappedResults.of(tasks.iterator(), 1)) {
      return results.next();
    }
  }

  /** As many waits as the pool has workers, for what only a further worker can do. */
  @ParameterizedTest
  @MethodSource("waits")
  void aWorkerOfAForkJoinPoolIsReplacedWhileItWaits(Wait wait) throws Exception {
    for (boolean callsBack : new boolean[] {true, false}) {
      var pool = new ForkJoinPool(2);
      try {
        var completable = new CompletableFuture<String>();
        var task = new FutureTask<>(() -> "done");
        Future<String> future = callsBack ? completable : task;
        var inside = new CountDownLatch(2);
        var waiters = new ArrayList<Future<?>>();
        for (int i = 0; i < 2; i++) {
          waiters.add(
              pool.submit(
                  (Callable<?>)
                      () -> {
                        inside.countDown();
                        return wait.on(future);
                      }));
        }
        assertTrue(inside.await(10, SECONDS));
        pool.execute(callsBack ? () -> completable.complete("done") : task);
        for (var waiter : waiters) {
          waiter.get(30, SECONDS);
        }
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aWorkerWhosePoolMayHaveNoOtherWaitsAllTheSame(Wait wait) throws Exception {
    for (boolean callsBack : new boolean[] {true, false}) {
      var pool =
          new ForkJoinPool(
              1,
              ForkJoinPool.defaultForkJoinWorkerThreadFactory,
              null,
              false,
              1,
              1,
              1,
              null,
              60,
              SECONDS);
      try {
        var completable = new CompletableFuture<String>();
        var task = new FutureTask<>(() -> "done");
        Future<String> future = callsBack ? completable : task;
        var worker = new CompletableFuture<Thread>();
        var waiter =
            pool.submit(
                (Callable<?>)
                    () -> {
                      worker.complete(Thread.currentThread());
                      return wait.on(future);
                    });
        untilItWaits(worker.get(10, SECONDS), waiter);
        if (callsBack) {
          completable.complete("done");
        } else {
          task.run();
        }
        waiter.get(30, SECONDS);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aWorkerWhosePoolsFactoryThrowsWaitsAllTheSame(Wait wait) throws Exception {
    var threads = new AtomicInteger();
    ForkJoinPool.ForkJoinWorkerThreadFactory onlyOne =
        pool -> {
          if (threads.getAndIncrement() > 0) {
            throw new IllegalStateException("no more threads");
          }
          return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        };
    for (boolean callsBack : new boolean[] {true, false}) {
      threads.set(0);
      var pool = new ForkJoinPool(1, onlyOne, null, false);
      try {
        var completable = new CompletableFuture<String>();
        var task = new FutureTask<>(() -> "done");
        Future<String> future = callsBack ? completable : task;
        var waiting = TestThread.<Object>start(pool, () -> wait.on(future));
        waiting.untilItWaits();
        if (callsBack) {
          completable.complete("done");
        } else {
          task.run();
        }
        waiting.result();
      } finally {
        pool.shutdownNow();
      }
    }
  }
}
