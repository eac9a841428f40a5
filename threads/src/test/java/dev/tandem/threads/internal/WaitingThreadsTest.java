package dev.tandem.threads.internal;

import static dev.tandem.fixtures.Bounded.until;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The waiters of Java 17, which are tested on every JVM. */
@Timeout(60)
class WaitingThreadsTest {
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final WaitingThreads threads = new WaitingThreads(2);

  /** Counts who is in its {@code get}. */
  private final class Watched extends FutureTask<Integer> {
    final CountDownLatch gotten = new CountDownLatch(1);

    Watched(int value) {
      super(() -> value);
    }

    @Override
    public Integer get() throws InterruptedException, ExecutionException {
      mostAtOnce.accumulateAndGet(waiting.incrementAndGet(), Math::max);
      gotten.countDown();
      try {
        return super.get();
      } finally {
        waiting.decrementAndGet();
      }
    }
  }

  private List<Watched> watched(int count) {
    var all = new ArrayList<Watched>();
    for (int i = 0; i < count; i++) {
      all.add(new Watched(i));
    }
    return all;
  }

  private static <T> WaitingWatch<T> wait(
      FutureTask<T> future, BiConsumer<? super T, ? super Throwable> tell) {
    return new WaitingWatch<>(future, tell, false);
  }

  @Test
  void manyMoreFuturesThanThreadsAreAllToldOfAndFewWaitAtOnce() throws Exception {
    var eight = new WaitingThreads(8);
    var futures = watched(20_000);
    Set<Integer> told = ConcurrentHashMap.newKeySet();
    var all = new CountDownLatch(futures.size());
    for (var future : futures) {
      eight.start(
          wait(
              future,
              (value, failure) -> {
                told.add(value);
                all.countDown();
              }));
    }
    var shuffled = new ArrayList<>(futures);
    Collections.shuffle(shuffled, new Random(20_261_121));
    shuffled.forEach(FutureTask::run);
    assertTrue(all.await(30, SECONDS));
    assertEquals(futures.size(), told.size());
    // eight that wait, and those that tell, which are in the get of what is done
    assertTrue(mostAtOnce.get() <= 16, mostAtOnce + " were in get at once");
  }

  @Test
  void aFutureOfTheCrowdMovesUpToAThreadOfItsOwnWhenOneBecomesFree() throws Exception {
    var futures = watched(3);
    var told = new CountDownLatch(3);
    for (var future : futures) {
      threads.start(wait(future, (value, failure) -> told.countDown()));
    }
    assertTrue(futures.get(0).gotten.await(10, SECONDS));
    assertTrue(futures.get(1).gotten.await(10, SECONDS));
    futures.get(0).run();
    assertTrue(futures.get(2).gotten.await(10, SECONDS));
    futures.get(1).run();
    futures.get(2).run();
    assertTrue(told.await(10, SECONDS));
  }

  @Test
  void callbacksThatBlockHoldUpNobodyHoweverManyTheyAre() throws Exception {
    var mayGoOn = new CountDownLatch(1);
    var futures = watched(200);
    var blocked = new CountDownLatch(futures.size());
    for (var future : futures) {
      threads.start(
          wait(
              future,
              (value, failure) -> {
                blocked.countDown();
                awaitUnchecked(mayGoOn);
              }));
    }
    futures.forEach(FutureTask::run);
    assertTrue(blocked.await(30, SECONDS), blocked + " callbacks did not begin");
    var told = new CountDownLatch(10);
    var others = watched(10);
    others.forEach(future -> threads.start(wait(future, (value, failure) -> told.countDown())));
    others.forEach(FutureTask::run);
    assertTrue(told.await(30, SECONDS));
    mayGoOn.countDown();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWaitThatIsClosedIsToldNothingAndLetsGoOfItsThread() throws Exception {
    var told = new ConcurrentLinkedQueue<Integer>();
    var waits = new ArrayList<WaitingWatch<Integer>>();
    for (var future : watched(10)) {
      var wait = wait(future, (value, failure) -> told.add(value));
      waits.add(wait);
      threads.start(wait);
    }
    waits.forEach(WaitingWatch::close);
    var last = new CountDownLatch(3);
    for (var future : watched(3)) {
      future.run();
      threads.start(wait(future, (value, failure) -> last.countDown()));
    }
    assertTrue(last.await(10, SECONDS));
    assertEquals(0, told.size());
    until(() -> waiting.get() == 0);
  }

  @Test
  void aFutureWhoseIsDoneThrowsIsToldOfAsOneThatFailed() throws Exception {
    watched(2).forEach(future -> threads.start(wait(future, (value, failure) -> {})));
    var broken =
        new FutureTask<Integer>(() -> 42) {
          @Override
          public boolean isDone() {
            throw new IllegalStateException("not connected");
          }

          @Override
          public Integer get() {
            throw new IllegalStateException("not connected");
          }
        };
    var told = new CompletableFuture<String>();
    threads.start(
        wait(
            broken,
            (value, failure) -> {
              told.complete(failure.getMessage());
            }));
    assertEquals("not connected", told.get(10, SECONDS));
  }

  /** Gives an interrupted thread nothing, as one that is made of a latch does. */
  private static final class Strict extends FutureTask<Integer> {
    Strict(int value) {
      super(() -> value);
      run();
    }

    @Override
    public Integer get() throws InterruptedException, ExecutionException {
      if (Thread.interrupted()) {
        throw new InterruptedException("as one is asked");
      }
      return super.get();
    }
  }

  @Test
  void anInterruptionThatACallbackLeavesBehindIsNoOutcomeOfTheNextFuture() throws Exception {
    var mayBegin = new CountDownLatch(1);
    var crowd = // one round finds all, and one thread tells them
        new WaitingThreads(
            0,
            task ->
                new Scarce(1)
                    .execute(
                        () -> {
                          awaitUnchecked(mayBegin);
                          task.run();
                        }));
    var told = new CompletableFuture<Object>();
    crowd.start(wait(new Strict(1), (value, failure) -> Thread.currentThread().interrupt()));
    crowd.start(
        wait(
            new Strict(2),
            (value, failure) -> {
              told.complete(failure == null ? value : failure);
            }));
    mayBegin.countDown();
    assertEquals(2, told.get(10, SECONDS));
  }

  // ---- without threads

  /** Starts so many threads, and then none. */
  private static final class Scarce implements Executor {
    private final AtomicInteger left;

    Scarce(int threads) {
      left = new AtomicInteger(threads);
    }

    @Override
    public void execute(Runnable task) {
      if (left.getAndUpdate(n -> n > 0 ? n - 1 : 0) == 0) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      var thread = new Thread(task);
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Test
  void whereNoThreadCanBeStartedTheWaitIsNotBegunAndThatIsSaid() {
    var none = new WaitingThreads(2, new Scarce(0));
    var wait = wait(new Watched(1), (value, failure) -> {});
    var thrown = assertThrows(OutOfMemoryError.class, () -> none.start(wait));
    assertEquals("unable to create native thread", thrown.getMessage());
  }

  @Test
  void whereAThreadIsLackingWhoeverMakesRoundsWaitsForAll() throws Exception {
    var scarce = new Scarce(1); // it waits for one
    var some = new WaitingThreads(1, scarce);
    var futures = watched(20);
    var told = new CountDownLatch(futures.size());
    some.start(wait(futures.get(0), (value, failure) -> told.countDown()));
    assertThrows(
        OutOfMemoryError.class, () -> some.start(wait(futures.get(1), (value, failure) -> {})));
    scarce.left.set(1); // it makes rounds
    for (var future : futures.subList(1, 20)) {
      some.start(wait(future, (value, failure) -> told.countDown()));
    }
    futures.forEach(FutureTask::run);
    scarce.left.set(Integer.MAX_VALUE); // now there are some to tell
    assertTrue(told.await(10, SECONDS));
  }

  @Test
  void whereACallbackBlocksAndThreadsAreLackingForLongTheRestIsToldOnceThereAreSome()
      throws Exception {
    var calls = new AtomicInteger();
    var scarce = new Scarce(Integer.MAX_VALUE);
    var crowd =
        new WaitingThreads(
            0,
            task -> {
              int call = calls.incrementAndGet();
              if (call > 2 && call < 50) { // the rounds and the first to tell have theirs
                throw new OutOfMemoryError("unable to create native thread");
              }
              scarce.execute(task);
            });
    var second = new CountDownLatch(1);
    crowd.start(wait(new Strict(1), (value, failure) -> awaitUnchecked(second)));
    crowd.start(wait(new Strict(2), (value, failure) -> second.countDown()));
    try {
      assertTrue(second.await(20, SECONDS), calls + " attempts to start a thread");
    } finally {
      second.countDown();
    }
  }

  // ---- the threads

  @Test
  void theThreadsAreDaemonsThatTakeNothingOverAndEnd() throws Exception {
    var inherited = new InheritableThreadLocal<String>();
    inherited.set("mine");
    var mine = Thread.currentThread();
    var loader = mine.getContextClassLoader();
    var seen = new CompletableFuture<Thread>();
    try {
      mine.setContextClassLoader(new ClassLoader(loader) {});
      var future = new Watched(1);
      threads.start(
          wait(
              future,
              (value, failure) -> {
                assertNull(inherited.get());
                assertSame(
                    ClassLoader.getSystemClassLoader(),
                    Thread.currentThread().getContextClassLoader());
                seen.complete(Thread.currentThread());
              }));
      future.run();
      var thread = seen.get(10, SECONDS);
      assertTrue(thread.isDaemon());
      thread.join(10_000);
      assertFalse(thread.isAlive());
    } finally {
      mine.setContextClassLoader(loader);
      inherited.remove();
    }
  }
}
