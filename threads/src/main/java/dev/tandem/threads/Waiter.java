package dev.tandem.threads;

import dev.tandem.threads.internal.SneakyThrow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread in a {@link WaitQueue}, with an item to give or for one to get.
 *
 * <pre>
 *   WAITING ──served──► SERVED    the item was taken from it, or given to it; or the event is set
 *      │ ├─────refused─► REFUSED  the queue was shut down, or the item could not be put
 *      │ └─left────────► (out of its wait queue, by its own interruption or timeout)
 * </pre>
 *
 * <p>Every transition is made under the wait queue's lock, so exactly one happens: a waiter that is
 * served and interrupted at once was served. The other fields are guarded by the lock, and
 * published by {@code state}.
 *
 * <p>It blocks as a {@link ForkJoinPool.ManagedBlocker}, so that a pool whose worker the thread is
 * has another worker run its tasks meanwhile.
 */
final class Waiter<E> implements ForkJoinPool.ManagedBlocker {
  enum State {
    WAITING,
    SERVED,
    REFUSED
  }

  final Thread thread = Thread.currentThread();
  private final boolean timed;
  private final long deadline;
  volatile State state = State.WAITING;
  @Nullable E item;
  private @Nullable Throwable refusal;
  @Nullable Waiter<E> previous;
  @Nullable Waiter<E> next;

  /** This thread, which waits no longer than {@code nanos}; {@code Long.MAX_VALUE} is for ever. */
  Waiter(@Nullable E item, long nanos) {
    this.item = item;
    timed = nanos != Long.MAX_VALUE;
    deadline = timed ? System.nanoTime() + nanos : 0;
  }

  void serve(@Nullable E received) {
    item = received;
    state = State.SERVED;
    LockSupport.unpark(thread);
  }

  /** Ends the wait without success: by {@code cause}, or, where that is null, by a shutdown. */
  void refuse(@Nullable Throwable cause) {
    refusal = cause;
    state = State.REFUSED;
    LockSupport.unpark(thread);
  }

  /** Throws what it was refused for, if it was: the cause as it is, or that of a shutdown. */
  void requireServed() {
    if (state == State.REFUSED) {
      throw refusal == null ? new QueueShutDownException() : SneakyThrow.thrown(refusal);
    }
  }

  /** Blocks until it is served or refused, interrupted, or late. */
  void await() {
    try {
      ForkJoinPool.managedBlock(this);
    } catch (Throwable noStandIn) { // the pool may have no more threads, or cannot start one
      block();
    }
  }

  @Override
  public boolean isReleasable() {
    return state != State.WAITING
        || thread.isInterrupted()
        || timed && deadline - System.nanoTime() <= 0;
  }

  @Override
  public boolean block() {
    while (!isReleasable()) {
      if (timed) {
        LockSupport.parkNanos(this, deadline - System.nanoTime());
      } else {
        LockSupport.park(this);
      }
    }
    return true;
  }
}
