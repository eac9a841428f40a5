package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Small programs of two or three threads whose interleavings Lincheck goes through one by one,
 * waiting and interruption included. What hangs in any of them is a failure.
 */
@Timeout(300)
class ModelCheckedTest {
  private static final int INVOCATIONS = 300;

  @FunctionalInterface
  private interface Body {
    void run() throws InterruptedException;
  }

  private static Thread start(Body body) {
    var thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  private static void join(Thread... threads) {
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPulseReleasesWhoWaitedBeforeIt() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          var event = new Event();
          var passed = new AtomicInteger();
          Body waiting =
              () -> {
                event.await();
                passed.incrementAndGet();
              };
          var first = start(waiting);
          var second = start(waiting);
          event.set();
          event.clear();
          event.set(); // for those who came late
          join(first, second);
          assertEquals(2, passed.get());
          assertTrue(event.isSet());
        });
  }

  @Test
  void anItemIsTakenByExactlyOneOfItsTakers() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
          var taken = new AtomicInteger();
          Body taking = () -> taken.addAndGet(queue.take());
          var first = start(taking);
          var second = start(taking);
          var putter =
              start(
                  () -> {
                    queue.put(1);
                    queue.put(2);
                  });
          join(first, second, putter);
          assertEquals(3, taken.get());
          assertTrue(queue.isEmpty());
          assertEquals(2, queue.unfinished());
        });
  }

  @Test
  void anItemIsNeverLostToAnInterruptedTaker() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
          var taken = new AtomicInteger();
          var taker = start(() -> taken.addAndGet(queue.take()));
          var putter = start(() -> queue.put(1));
          taker.interrupt();
          join(taker, putter);
          assertEquals(1, taken.get() + queue.size());
        });
  }

  @Test
  void anInterruptedPutterPutsEntirelyOrNotAtAll() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
          queue.add(1);
          var threw = new AtomicInteger();
          var putter =
              start(
                  () -> {
                    try {
                      queue.put(2);
                    } catch (InterruptedException e) {
                      threw.incrementAndGet();
                    }
                  });
          putter.interrupt();
          var first = queue.poll();
          join(putter);
          assertEquals(1, first);
          assertEquals(1, threw.get() + queue.size());
          assertEquals(2, threw.get() + queue.unfinished());
        });
  }

  @Test
  void shutdownReachesTakersPuttersAndJoiners() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
          queue.add(1);
          var told = new AtomicInteger();
          var putter =
              start(
                  () -> {
                    try {
                      queue.put(2);
                    } catch (QueueShutDownException e) {
                      told.incrementAndGet();
                    }
                  });
          var joiner = start(queue::join);
          int discarded = queue.shutdownNow().size();
          join(putter, joiner);
          assertEquals(1, discarded);
          assertEquals(1, told.get());
          assertEquals(0, queue.unfinished());
        });
  }

  @Test
  void joinWaitsForTheLastItemAndSeesWhatItsWorkerDid() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<int[]> queue = JoinableQueue.fifo();
          int[] work = new int[1];
          queue.add(work);
          var worker =
              start(
                  () -> {
                    queue.take()[0] = 1;
                    queue.taskDone();
                  });
          try {
            queue.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          assertEquals(1, work[0]);
          join(worker);
        });
  }

  @Test
  void aJoinerIsReleasedByAZeroThatDoesNotLast() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo();
          queue.add(1);
          var joiner = start(queue::join);
          queue.taskDone();
          queue.add(2);
          queue.taskDone(); // for a joiner who came late
          join(joiner);
          assertEquals(0, queue.unfinished());
        });
  }

  @Test
  void anItemThatATargetRefusesReachesATaker() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
          queue.add(1);
          var taken = new AtomicInteger();
          var taker = start(() -> taken.addAndGet(queue.take()));
          try {
            queue.drainTo(List.of()); // immutable
          } catch (UnsupportedOperationException refused) {
            // it is back, or with the taker
          }
          join(taker);
          assertEquals(1, taken.get());
          assertTrue(queue.isEmpty());
          assertEquals(1, queue.unfinished());
        });
  }

  @Test
  void anItemIsTakenOutOnceThoughTwoRemoveIt() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          JoinableQueue<Integer> queue = JoinableQueue.fifo(2);
          queue.add(1);
          var removed = new AtomicInteger();
          Body removing = () -> removed.addAndGet(queue.remove((Object) 1) ? 1 : 0);
          var first = start(removing);
          var second = start(() -> removed.addAndGet(queue.removeIf(item -> item == 1) ? 1 : 0));
          join(first, second);
          assertEquals(1, removed.get());
          assertTrue(queue.isEmpty());
        });
  }

  @Test
  void aSignalWakesExactlyOneOfThoseWhoWait() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          var condition = new Condition();
          var permits = new ArrayList<Integer>();
          Body waiting =
              () -> {
                try (var held = condition.acquire()) {
                  condition.awaitUntil(() -> !permits.isEmpty());
                  permits.remove(0);
                }
              };
          var first = start(waiting);
          var second = start(waiting);
          for (int i = 0; i < 2; i++) {
            try (var held = condition.acquire()) {
              permits.add(i);
              condition.signal();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
          join(first, second);
          assertEquals(List.of(), permits);
        });
  }

  @Test
  void aBoundedSemaphoreStaysWithinItsBound() {
    Lincheck.runConcurrentTest(
        INVOCATIONS,
        () -> {
          var semaphore = new BoundedSemaphore(2);
          semaphore.tryAcquire();
          var refused = new AtomicInteger();
          Body releasing =
              () -> {
                try {
                  semaphore.release();
                } catch (IllegalStateException e) {
                  refused.incrementAndGet();
                }
              };
          join(start(releasing), start(releasing));
          assertEquals(1, refused.get());
          assertEquals(2, semaphore.availablePermits());
        });
  }
}
