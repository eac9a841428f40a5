package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.internal.DoneFutures;
import dev.tandem.threads.internal.Watch;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/**
 * How a thread waits for one future.
 *
 * <p>For a future that calls back, it waits for the call; for any other, in its {@code get}. If
 * that throws what says nothing of the future, which is not done, another thread waits in its
 * stead.
 *
 * <p>A worker of a {@code ForkJoinPool} is replaced while it waits, as in the JDK's own queues; if
 * the pool may have no more threads, it waits all the same. A {@code ForkJoinTask} sees to that by
 * itself, and runs other tasks instead, if it can.
 */
final class FutureWaits {
  private FutureWaits() {}

  static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * Waits until {@code future} is done; if it is already, an interrupted thread stays interrupted.
   *
   * @param nanos how long to wait at most; for {@link Long#MAX_VALUE}, without end
   * @return how it ended; null if the time was up first
   */
  static <T> Outcome<T> await(Future<? extends T> future, long nanos) throws InterruptedException {
    if (DoneFutures.isDone(future)) {
      return Outcome.ofDone(future);
    }
    requireNotInterrupted();
    if (nanos <= 0) {
      return null;
    }
    long start = System.nanoTime();
    if (isToBeAsked(future)) {
      var inGet = new InGet<T>(future, nanos);
      if (future instanceof ForkJoinTask) {
        inGet.block();
      } else {
        block(inGet);
      }
      if (inGet.outcome != null || !inGet.isUnfit) {
        return inGet.outcome;
      }
    }
    long left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
    return awaitCall(future, left);
  }

  /** Whether this thread may wait in the future's own {@code get}, timed or not. */
  private static boolean isToBeAsked(Future<?> future) {
    return !Watch.needsNoThread(future)
        && !(future instanceof CompletableFuture); // which may override one of them alone
  }

  private static <T> Outcome<T> awaitCall(Future<? extends T> future, long nanos)
      throws InterruptedException {
    var call = new Call<T>(nanos);
    var watch = Watch.over(future, call::end);
    try {
      block(call);
    } finally {
      watch.close();
    }
    if (DoneFutures.isDone(future)) {
      return Outcome.ofDone(future);
    }
    return call.told.getCount() == 0 ? call.outcome : null;
  }

  /**
   * Blocks this thread. The {@code blocker} throws nothing but an {@code InterruptedException}:
   * whatever else comes is the pool's, or its factory's, which has no thread in place of this one.
   */
  static void block(ManagedBlocker blocker) throws InterruptedException {
    try {
      ForkJoinPool.managedBlock(blocker);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable noStandIn) {
      if (!blocker.isReleasable()) {
        blocker.block();
      }
    }
  }

  /** Waits in {@code get}. */
  private static final class InGet<T> implements ManagedBlocker {
    private final Future<? extends T> future;
    private final long nanos;
    private Outcome<T> outcome;

    /** Whether {@code get} has failed, and the future is not done. */
    private boolean isUnfit;

    InGet(Future<? extends T> future, long nanos) {
      this.future = future;
      this.nanos = nanos;
    }

    @Override
    public boolean block() throws InterruptedException {
      long start = System.nanoTime();
      try {
        T value = nanos == Long.MAX_VALUE ? future.get() : future.get(nanos, NANOSECONDS);
        outcome = new Outcome<>(value, null, false);
      } catch (InterruptedException e) {
        throw e;
      } catch (ExecutionException | CancellationException e) {
        outcome = Outcome.ofThrown(e);
      } catch (TimeoutException e) {
        isUnfit = nanos - (System.nanoTime() - start) > 0;
      } catch (Throwable thrown) {
        isUnfit = true;
      }
      if (outcome == null && DoneFutures.isDone(future)) {
        outcome = Outcome.ofDone(future);
      }
      return true;
    }

    @Override
    public boolean isReleasable() {
      return false; // whoever asks has looked
    }
  }

  /** Waits for a call. */
  private static final class Call<T> implements ManagedBlocker {
    private final CountDownLatch told = new CountDownLatch(1);
    private final long nanos;
    private Outcome<T> outcome;

    Call(long nanos) {
      this.nanos = nanos;
    }

    void end(T value, Throwable failure) {
      outcome = new Outcome<>(value, failure, failure instanceof CancellationException);
      told.countDown();
    }

    @Override
    public boolean block() throws InterruptedException {
      if (nanos == Long.MAX_VALUE) {
        told.await();
      } else {
        told.await(nanos, NANOSECONDS);
      }
      return true;
    }

    @Override
    public boolean isReleasable() {
      return told.getCount() == 0;
    }
  }
}
