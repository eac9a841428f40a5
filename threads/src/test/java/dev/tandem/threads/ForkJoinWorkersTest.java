package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker of a {@code ForkJoinPool} that waits does not keep the pool from its other tasks. */
@Timeout(120)
class ForkJoinWorkersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Something to wait for, and what ends the wait. */
  private record Wait(String name, Callable<?> waiting, Callable<?> end) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Wait> waits() {
    var waits = new ArrayList<Wait>();
    JoinableQueue<String> empty = JoinableQueue.fifo();
    Callable<?> putting = () -> empty.offer("a");
    waits.add(new Wait("take", empty::take, putting));
    waits.add(new Wait("poll", () -> empty.poll(1, HOURS), putting));
    JoinableQueue<String> full = JoinableQueue.fifo(1);
    full.add("a");
    waits.add(new Wait("put", () -> put(full), full::poll));
    waits.add(new Wait("offer", () -> full.offer("b", 1, HOURS), full::poll));
    JoinableQueue<String> unfinished = JoinableQueue.fifo();
    unfinished.add("a");
    waits.add(new Wait("join", () -> join(unfinished), () -> taskDone(unfinished)));
    JoinableQueue<String> alsoUnfinished = JoinableQueue.fifo();
    alsoUnfinished.add("a");
    waits.add(
        new Wait("timed join", () -> alsoUnfinished.join(HOUR), () -> taskDone(alsoUnfinished)));
    waits.addAll(waitsForAnEvent());
    waits.addAll(waitsForACondition());
    return waits;
  }

  private static List<Wait> waitsForAnEvent() {
    var event = new Event();
    var timed = new Event();
    return List.of(
        new Wait("event", () -> await(event), () -> set(event)),
        new Wait("timed event", () -> timed.await(HOUR), () -> set(timed)));
  }

  private static List<Wait> waitsForACondition() {
    return List.of(
        onCondition("condition", (condition, met) -> condition.await()),
        onCondition("timed condition", (condition, met) -> condition.await(HOUR)),
        onCondition("predicate", (condition, met) -> condition.awaitUntil(met::get)),
        onCondition("timed predicate", (condition, met) -> condition.awaitUntil(met::get, HOUR)));
  }

  @FunctionalInterface
  private interface Waiting {
    void run(Condition condition, AtomicBoolean met) throws InterruptedException;
  }

  private static Wait onCondition(String name, Waiting waiting) {
    var condition = new Condition();
    var met = new AtomicBoolean();
    return new Wait(
        name,
        () -> {
          try (var held = condition.acquire()) {
            waiting.run(condition, met);
            return true;
          }
        },
        () -> {
          try (var held = condition.acquire()) {
            met.set(true);
            condition.signalAll();
            return true;
          }
        });
  }

  private static Object put(JoinableQueue<String> queue) throws InterruptedException {
    queue.put("b");
    return true;
  }

  private static Object join(JoinableQueue<String> queue) throws InterruptedException {
    queue.join();
    return true;
  }

  private static Object taskDone(JoinableQueue<String> queue) {
    queue.taskDone();
    return true;
  }

  private static Object await(Event event) throws InterruptedException {
    event.await();
    return true;
  }

  private static Object set(Event event) {
    event.set();
    return true;
  }

  private static <T> T result(ForkJoinTask<T> task) throws Exception {
    return task.get(10, SECONDS);
  }

  private static ForkJoinPool pool(
      int parallelism, ForkJoinWorkerThreadFactory factory, int maximumSize) {
    return new ForkJoinPool(
        parallelism, factory, null, false, parallelism, maximumSize, 1, null, 60, SECONDS);
  }

  /** A running task, once its thread waits. */
  private static TestThread<Object> waitingIn(ForkJoinPool pool, Callable<?> waiting)
      throws InterruptedException {
    return TestThread.<Object>start(pool, waiting::call).untilItWaits();
  }

  @ParameterizedTest
  @MethodSource("waits")
  void thePoolOfOneThreadRunsTheTaskThatEndsTheWait(Wait wait) throws Exception {
    var pool = new ForkJoinPool(1);
    try {
      var waiting = waitingIn(pool, wait.waiting);
      result(pool.submit(wait.end));
      waiting.result();
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aWorkerWaitsWhenItsPoolMayHaveNoFurtherThread(Wait wait) throws Exception {
    var pool = pool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, 1);
    try {
      var waiting = waitingIn(pool, wait.waiting);
      wait.end.call();
      waiting.result();
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aWorkerWaitsWhenItsPoolCannotStartAThread(Wait wait) throws Exception {
    var threads = new AtomicInteger();
    ForkJoinWorkerThreadFactory onlyOne =
        pool -> {
          if (threads.getAndIncrement() > 0) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        };
    var pool = pool(1, onlyOne, 100);
    try {
      var waiting = waitingIn(pool, wait.waiting);
      wait.end.call();
      waiting.result();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void moreTakersThanThePoolHasThreadsAreServedByPuttersInTheSamePool() throws Exception {
    var pool = new ForkJoinPool(2);
    try {
      JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
      var takers = new ArrayList<ForkJoinTask<Integer>>();
      for (int i = 0; i < 50; i++) {
        takers.add(pool.submit(queue::take));
      }
      var putters = new ArrayList<ForkJoinTask<Integer>>();
      for (int i = 0; i < 50; i++) {
        int item = i;
        putters.add(
            pool.submit(
                () -> {
                  queue.put(item);
                  return item;
                }));
      }
      int sum = 0;
      for (int i = 0; i < 50; i++) {
        result(putters.get(i));
        sum += result(takers.get(i));
      }
      assertEquals(49 * 50 / 2, sum);
      assertTrue(queue.isEmpty());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anInterruptedWorkerTookNothing() throws Exception {
    var pool = new ForkJoinPool(1);
    try {
      JoinableQueue<String> queue = JoinableQueue.fifo();
      var taker = waitingIn(pool, queue::take);
      taker.interrupt();
      taker.failure(InterruptedException.class);
      queue.put("a");
      assertEquals(List.of("a"), List.copyOf(queue));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aWorkersTimedWaitEndsInTimeAndTookNothing() throws Exception {
    var pool = new ForkJoinPool(1);
    try {
      JoinableQueue<String> queue = JoinableQueue.fifo(1);
      var event = new Event();
      var condition = new Condition();
      assertNull(result(pool.submit(() -> queue.poll(1, NANOSECONDS))));
      assertFalse(result(pool.submit(() -> event.await(Duration.ofMillis(1)))));
      assertFalse(
          result(
              pool.submit(
                  () -> {
                    try (var held = condition.acquire()) {
                      return condition.await(Duration.ofMillis(1));
                    }
                  })));
      queue.put("a");
      assertFalse(result(pool.submit(() -> queue.offer("b", 1, NANOSECONDS))));
      assertFalse(result(pool.submit(() -> queue.join(Duration.ofMillis(1)))));
      assertEquals("a", queue.poll());
      assertNull(queue.poll());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aWorkerWithoutTheLockOfAConditionIsRefused() throws Exception {
    var pool = new ForkJoinPool(1);
    try {
      var condition = new Condition();
      var refused = new CountDownLatch(2);
      var task =
          pool.submit(
              () -> {
                assertThrows(IllegalMonitorStateException.class, condition::await);
                refused.countDown();
                assertThrows(IllegalMonitorStateException.class, () -> condition.await(HOUR));
                refused.countDown();
              });
      result(task);
      assertEquals(0, refused.getCount());
    } finally {
      pool.shutdownNow();
    }
  }
}
