package dev.tandem.threads.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Watches a future that cannot call back, by a thread that {@linkplain #run waits} in its {@code
 * get}.
 */
final class FutureWait<T> extends Watch implements Runnable {
  /*
   *   QUEUED ──begin──► the thread that waits ──get has ended──► ENDED, to be told
   *     │                 │
   *     │               close
   *     │                 ▼
   *     │               INTERRUPTING ──interrupted──► CLOSED
   *     └─────close─────────────────────────────────► CLOSED
   *
   * INTERRUPTING is held for as long as Thread.interrupt takes: the thread does not leave before it
   * is over, or the interruption could hit whatever it does next. It parks meanwhile, for a virtual
   * thread that spins keeps its carrier from the very thread it waits for. Whoever interrupts writes
   * CLOSED and then unparks, so that no wait is missed.
   */
  private static final Object QUEUED = "queued";
  private static final Object INTERRUPTING = "interrupting";
  private static final Object CLOSED = "closed";
  private static final Object ENDED = "ended";

  /** How often a future that contradicts itself is asked whether it is done. */
  private static final long LOOK_NANOS = 10_000_000;

  private final AtomicReference<Object> state = new AtomicReference<>(QUEUED);
  private final Future<T> future;
  private final boolean looks;
  private volatile BiConsumer<? super T, ? super Throwable> tell;

  /** How the wait ended; written before ENDED, read after it. */
  private T value;

  private Throwable failure;

  /**
   * @param looks whether the future's {@code isDone} must be asked, for its {@code get} might not
   *     return
   */
  FutureWait(Future<T> future, BiConsumer<? super T, ? super Throwable> tell, boolean looks) {
    this.future = future;
    this.tell = tell;
    this.looks = looks;
  }

  boolean isClosed() {
    return tell == null;
  }

  /** Whether {@link #await} will not have to wait. */
  boolean isDone() {
    return DoneFutures.isDone(future);
  }

  @Override
  public void run() {
    if (await()) {
      tell();
    }
  }

  /** Waits on this thread; gives false if this was closed before the future was done. */
  boolean await() {
    var thread = Thread.currentThread();
    Thread.interrupted(); // whatever ran here before may have left that: this wait was not closed
    if (!state.compareAndSet(QUEUED, thread)) {
      return false;
    }
    try {
      value = outcome();
    } catch (Throwable thrown) {
      failure = original(thrown);
    }
    if (state.compareAndSet(thread, ENDED)) {
      return true;
    }
    awaitInterruption();
    return false;
  }

  private T outcome() throws Exception {
    if (!looks) {
      return future.get();
    }
    while (!DoneFutures.isDone(future)) {
      try {
        return future.get(LOOK_NANOS, NANOSECONDS);
      } catch (TimeoutException e) {
        // look again
      }
    }
    return DoneFutures.get(future);
  }

  private void awaitInterruption() {
    while (state.get() == INTERRUPTING) {
      LockSupport.park(this);
      Thread.interrupted(); // or park would not wait
    }
    Thread.interrupted();
  }

  /** Tells how the wait ended, unless this was closed. */
  void tell() {
    var tell = this.tell;
    if (tell != null) {
      tell(tell, value, failure);
    }
  }

  @Override
  public void close() {
    tell = null;
    if (state.compareAndSet(QUEUED, CLOSED)) {
      return;
    }
    if (state.get() instanceof Thread waiting && state.compareAndSet(waiting, INTERRUPTING)) {
      try {
        waiting.interrupt();
      } finally {
        state.set(CLOSED);
        LockSupport.unpark(waiting);
      }
    }
  }
}
