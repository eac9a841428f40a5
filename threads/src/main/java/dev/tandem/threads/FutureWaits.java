package dev.tandem.threads;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.internal.DoneFutures;
import dev.tandem.threads.internal.FutureWatch;
import dev.tandem.threads.internal.Names;
import dev.tandem.threads.internal.RecordedWait;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a thread waits for one future.
 *
 * <p>For a future that calls back, it waits for the call; for any other, in its {@code get}. If
 * {@code get} throws while the future is not done, another thread waits in its place.
 *
 * <p>While a worker of a {@code ForkJoinPool} waits, its pool has another worker run its tasks, as
 * in the JDK's own queues; if the pool may have no more threads, it waits all the same. A {@code
 * ForkJoinTask} sees to that by itself, and runs other tasks instead, if it can.
 */
final class FutureWaits {
  private FutureWaits() {}

  /** Waits until {@code future} is done, however long that takes. */
  static <T extends @Nullable Object> Outcome<T> await(Future<? extends T> future)
      throws InterruptedException {
    return requireNonNull(await(future, Long.MAX_VALUE)); // there is no end without an outcome
  }

  /**
   * Waits until {@code future} is done; if it is already, an interrupted thread stays interrupted.
   *
   * @param nanos how long to wait at most; for {@link Long#MAX_VALUE}, without end
   * @return how it ended; null if the time was up first
   */
  static <T extends @Nullable Object> @Nullable Outcome<T> await(
      Future<? extends T> future, long nanos) throws InterruptedException {
    if (DoneFutures.isDone(future)) {
      return Outcome.ofDone(future);
    }
    Interruptions.throwIfInterrupted();
    if (nanos <= 0) {
      return null;
    }
    return RecordedWait.isOn()
        ? RecordedWait.of(Names.of(future), "future", () -> awaitEnd(future, nanos))
        : awaitEnd(future, nanos);
  }

  private static <T extends @Nullable Object> @Nullable Outcome<T> awaitEnd(
      Future<? extends T> future, long nanos) throws InterruptedException {
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
    return !FutureWatch.needsNoThread(future)
        && !(future instanceof CompletableFuture); // which may override one of them alone
  }

  private static <T extends @Nullable Object> @Nullable Outcome<T> awaitCall(
      Future<? extends T> future, long nanos) throws InterruptedException {
    var call = new Call<T>(nanos);
    var watch = FutureWatch.over(future, call::end);
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
  private static final class InGet<T extends @Nullable Object> implements ManagedBlocker {
    private final Future<? extends T> future;
    private final long nanos;
    private @Nullable Outcome<T> outcome;

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
      return false; // the caller has looked
    }
  }

  /** Waits for a call. */
  private static final class Call<T extends @Nullable Object> implements ManagedBlocker {
    private final CountDownLatch told = new CountDownLatch(1);
    private final long nanos;
    private @Nullable Outcome<T> outcome;

    Call(long nanos) {
      this.nanos = nanos;
    }

    void end(@Nullable T value, @Nullable Throwable failure) {
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
