package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.SettableFuture;
import dev.tandem.fixtures.ThreadKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Completions, cancellations, timeouts and interruptions, all at the same time. */
@Timeout(60)
class FuturesStressTest {
  private static final int FUTURES = 40;

  private final Random random = new Random();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Future<Integer>> futures = new ArrayList<>();
  private final List<Runnable> completions = new ArrayList<>();

  FuturesStressTest() {
    for (int i = 0; i < FUTURES; i++) {
      add(i);
    }
  }

  private void add(int i) {
    switch (i % 4) {
      case 0 -> {
        var future = new CompletableFuture<Integer>();
        futures.add(future);
        completions.add(() -> future.complete(i));
      }
      case 1 -> {
        var future = new FutureTask<>(() -> i);
        futures.add(future);
        completions.add(future);
      }
      case 2 -> {
        var future = SettableFuture.<Integer>create();
        futures.add(future);
        completions.add(() -> future.set(i));
      }
      default -> {
        var real = new CompletableFuture<Integer>();
        futures.add(new ForeignFuture<>(real));
        completions.add(() -> real.complete(i));
      }
    }
  }

  @AfterEach
  void shutDown() throws InterruptedException {
    executor.shutdownNow();
    assertTrue(executor.awaitTermination(10, SECONDS));
  }

  /** Completes the futures in any order, from two threads, as soon as the test is there, too. */
  private CyclicBarrier completing() {
    var all = new CyclicBarrier(3);
    Collections.shuffle(completions, random);
    for (var half :
        List.of(completions.subList(0, FUTURES / 2), completions.subList(FUTURES / 2, FUTURES))) {
      executor.submit(
          () -> {
            all.await(20, SECONDS);
            half.forEach(Runnable::run);
            return null;
          });
    }
    return all;
  }

  @RepeatedTest(100)
  void eachFutureIsGivenOnceWhateverTimesOutMeanwhile() throws Exception {
    var all = completing();
    Set<Future<Integer>> given = Collections.newSetFromMap(new IdentityHashMap<>());
    try (var completed = Futures.asCompleted(futures)) {
      all.await(20, SECONDS);
      for (int i = 0; i < 5; i++) {
        futures.get(random.nextInt(FUTURES)).cancel(true);
      }
      while (completed.hasNext()) {
        try {
          var next = completed.next(Duration.ofNanos(random.nextInt(50_000)));
          assertTrue(next.isDone());
          assertTrue(given.add(next));
        } catch (TimeoutException e) {
          // once more
        }
      }
    }
    assertEquals(FUTURES, given.size());
  }

  @RepeatedTest(100)
  void gatherGivesAllOrCancelsTheRest() throws Exception {
    var all = completing();
    boolean cancels = random.nextBoolean();
    all.await(20, SECONDS);
    if (cancels) {
      futures.get(random.nextInt(FUTURES)).cancel(true);
    }
    try {
      var values = Futures.gather(futures);
      for (int i = 0; i < FUTURES; i++) {
        assertEquals(i, values.get(i));
      }
    } catch (CancellationException e) {
      assertTrue(cancels);
    }
    assertTrue(futures.stream().allMatch(Future::isDone));
  }

  @RepeatedTest(100)
  void aFailureAmongManyIsThrownAndNothingIsLeftPending() throws Exception {
    var broken = new CompletableFuture<Integer>();
    futures.add(broken);
    completions.set(0, () -> broken.completeExceptionally(new IOException("broken")));
    var all = completing();
    all.await(20, SECONDS);
    try {
      Futures.gather(futures);
      throw new AssertionError("one has failed, and one is never done");
    } catch (ExecutionException e) {
      assertEquals("broken", e.getCause().getMessage());
    }
    assertTrue(futures.stream().allMatch(Future::isDone));
  }

  @RepeatedTest(100)
  void anInterruptionThatRacesTheLastFutureLosesNone() throws Exception {
    var all = completing();
    var mayBeInterrupted = new CountDownLatch(1);
    var waiter =
        ThreadKind.PLATFORM.start(
            () -> {
              int given = 0;
              try (var completed = Futures.asCompleted(futures)) {
                all.await(20, SECONDS);
                mayBeInterrupted.countDown();
                while (completed.hasNext()) {
                  try {
                    completed.next();
                    given++;
                  } catch (InterruptedException e) {
                    // once more
                  }
                }
              }
              return given;
            });
    assertTrue(mayBeInterrupted.await(20, SECONDS));
    for (int i = 0; i < 10; i++) {
      waiter.interrupt();
    }
    assertEquals(FUTURES, waiter.result());
  }
}
