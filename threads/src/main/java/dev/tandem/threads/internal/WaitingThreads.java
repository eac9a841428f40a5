package dev.tandem.threads.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for any number of futures with a few platform threads, for a JVM without virtual ones.
 *
 * <p><b>Waiting.</b> A limited number of threads wait for one future each, and learn of its end at
 * once. The waits beyond them are polled: one thread makes rounds, looks which futures are done,
 * and gives others a thread that has become free. Between two rounds it rests for ten times as long
 * as the last one took, but from 1 to 100 milliseconds: up to a million polled waits cost about a
 * tenth of one processor, and each learns of the end of its future a tenth of a second late at
 * most.
 *
 * <p><b>Telling.</b> To tell runs foreign code, which may block for as long as it likes. A thread
 * that has waited tells by itself, but before that it gives its permit to wait to another. What is
 * found done in a round is told by other threads, one as a rule; if none of them has finished
 * telling anything for 10 milliseconds while more is to be told, all are taken to be blocked, and
 * more are started: one, then two, four, and so on. So blocked callbacks cost threads, and never
 * stop the others.
 *
 * <p><b>Threads.</b> They are daemons of a pool of their own, inherit nothing from the thread that
 * starts them, and end after a second without work. If one cannot be started, the wait is polled;
 * if there is none to make rounds either, {@link #start} throws and the wait is not begun.
 */
final class WaitingThreads {
  private static final long SHORTEST_REST_NANOS = MILLISECONDS.toNanos(1);
  private static final long LONGEST_REST_NANOS = MILLISECONDS.toNanos(100);
  private static final long PATIENCE_NANOS = MILLISECONDS.toNanos(10);
  private static final int MOST_TELLERS_AT_ONCE = 1 << 20;

  private final Executor threads;

  /** A permit for each further thread that may wait for one future. */
  private final Semaphore free;

  private final Queue<WaitingWatch<?>> polled = new ConcurrentLinkedQueue<>();

  /** What was found done, and is to be told. */
  private final Queue<WaitingWatch<?>> found = new ConcurrentLinkedQueue<>();

  private final AtomicInteger tellers = new AtomicInteger();

  /** How many have been told by tellers; only its changes matter. */
  private final AtomicInteger told = new AtomicInteger();

  /** Guarded by this. */
  private boolean makesRounds;

  // these three belong to the thread that makes rounds
  private int toldBefore;
  private long lastProgress;
  private int more = 1;

  WaitingThreads(int limit) {
    this(limit, IsolatedThreads.cached("tandem-futures", 1, ClassLoader.getSystemClassLoader()));
  }

  /** With the threads of a given executor. */
  WaitingThreads(int limit, Executor threads) {
    free = new Semaphore(limit);
    this.threads = threads;
  }

  /**
   * Has a thread wait, now or once the wait is over.
   *
   * @throws OutOfMemoryError if there is no thread, and none can be started
   */
  void start(WaitingWatch<?> wait) {
    if (!giveThread(wait)) {
      addToPolled(wait);
    }
  }

  private boolean giveThread(WaitingWatch<?> wait) {
    if (!free.tryAcquire()) {
      return false;
    }
    try {
      threads.execute(() -> waitAndTell(wait));
      return true;
    } catch (Throwable noThread) {
      free.release();
      return false;
    }
  }

  private void waitAndTell(WaitingWatch<?> wait) {
    boolean over;
    try {
      over = wait.await();
    } finally {
      free.release();
    }
    if (over) {
      wait.tell();
    }
    tellers.incrementAndGet(); // being here, it may as well: another thread may be hard to get
    tellFound();
  }

  private synchronized void addToPolled(WaitingWatch<?> wait) {
    polled.add(wait);
    if (makesRounds) {
      return;
    }
    try {
      threads.execute(this::makeRounds);
      makesRounds = true;
    } catch (Throwable noThread) {
      polled.remove(wait);
      throw noThread;
    }
  }

  private void makeRounds() {
    lastProgress = System.nanoTime();
    do {
      long began = System.nanoTime();
      try {
        makeRound();
        haveFoundTold();
      } catch (Throwable noMemory) {
        // the next round may have some, and must come
      }
      Thread.interrupted(); // foreign code may have done that; a rest is a rest
      LockSupport.parkNanos(this, rest(System.nanoTime() - began));
    } while (!isOver());
  }

  private long rest(long roundNanos) {
    long longest = found.isEmpty() ? LONGEST_REST_NANOS : PATIENCE_NANOS;
    return Math.min(longest, Math.max(SHORTEST_REST_NANOS, 10 * roundNanos));
  }

  private synchronized boolean isOver() {
    makesRounds = !polled.isEmpty() || !found.isEmpty();
    return !makesRounds;
  }

  private void makeRound() {
    for (var waits = polled.iterator(); waits.hasNext(); ) {
      var wait = waits.next();
      if (wait.isClosed()) {
        waits.remove();
      } else if (wait.isDone()) {
        found.add(wait);
        waits.remove();
      } else if (giveThread(wait)) {
        waits.remove();
      }
    }
  }

  /** Sees to it that some thread tells what was found, or starts one. */
  private void haveFoundTold() {
    if (found.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    int toldNow = told.get();
    if (toldNow != toldBefore || tellers.get() == 0) {
      toldBefore = toldNow;
      lastProgress = now;
      more = 1;
      if (tellers.get() > 0) {
        return;
      }
    } else if (now - lastProgress < PATIENCE_NANOS) {
      return;
    }
    lastProgress = now;
    startTellers(more);
    more = Math.min(2 * more, MOST_TELLERS_AT_ONCE); // it may take long until one can be started
  }

  private void startTellers(int number) {
    for (int i = 0; i < number && !found.isEmpty(); i++) {
      tellers.incrementAndGet();
      try {
        threads.execute(this::tellFound);
      } catch (Throwable noThread) { // the next round tries again
        tellers.decrementAndGet();
        return;
      }
    }
  }

  private void tellFound() {
    try {
      for (var wait = found.poll(); wait != null; wait = found.poll()) {
        wait.run();
        told.incrementAndGet();
      }
    } finally {
      tellers.decrementAndGet();
    }
  }
}
