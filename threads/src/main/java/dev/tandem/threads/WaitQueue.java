package dev.tandem.threads;

import dev.tandem.threads.internal.Names;
import dev.tandem.threads.internal.RecordedWait;
import dev.tandem.threads.internal.RecordedWake;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A fair wait queue: the threads that wait for one thing, in the order in which they came. A list
 * linked both ways, so that leaving it from anywhere takes one step, however many wait. All but
 * {@link #await} and {@link #size} is for a caller that holds the lock.
 *
 * <p>To wake one particular thread, and not the one that a monitor chooses, is Cargill's "specific
 * notification" [1]. A thread that {@code java.util.concurrent}'s AQS [2] wakes may have to compete
 * with newcomers ("barging"); here the waker serves the first waiter before it wakes it, so there
 * is nothing left to compete for.
 *
 * <ol>
 *   <li>T. Cargill, "Specific Notification for Java Thread Synchronization", PLoP 1996
 *   <li>D. Lea, "The java.util.concurrent Synchronizer Framework", Science of Computer Programming
 *       58(3), 2005
 * </ol>
 */
final class WaitQueue<E> {
  private final Lock lock;
  private final Object owner;
  private final String kind;
  private @Nullable Waiter<E> first;
  private @Nullable Waiter<E> last;

  /** Written with the lock held, read without. */
  private volatile int size;

  /** One that is guarded by {@code lock}; in a recording, a wait of this kind for its owner. */
  WaitQueue(Lock lock, Object owner, String kind) {
    this.lock = lock;
    this.owner = owner;
    this.kind = kind;
  }

  /** How many wait now. */
  int size() {
    return size;
  }

  void add(Waiter<E> waiter) {
    waiter.previous = last;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
    size++;
  }

  /** Removes and gives the one that came first, which the caller wakes, or null. */
  @Nullable Waiter<E> poll() {
    var waiter = first;
    if (waiter != null) {
      remove(waiter);
      if (RecordedWake.isOn()) {
        RecordedWake.of(ownersName(), kind, waiter.thread);
      }
    }
    return waiter;
  }

  /** Removes the waiter if it is here. */
  void discard(Waiter<E> waiter) {
    if (waiter.previous != null || first == waiter) {
      remove(waiter);
    }
  }

  private void remove(Waiter<E> waiter) {
    if (waiter.previous == null) {
      first = waiter.next;
    } else {
      waiter.previous.next = waiter.next;
    }
    if (waiter.next == null) {
      last = waiter.previous;
    } else {
      waiter.next.previous = waiter.previous;
    }
    waiter.previous = null;
    waiter.next = null;
    size--;
  }

  /** Serves all that wait now, with nothing but their release. */
  void releaseAll() {
    for (var waiter = poll(); waiter != null; waiter = poll()) {
      waiter.serve(null);
    }
  }

  /**
   * Waits, without the lock, until {@code waiter} is served or refused. It was added before.
   *
   * @return true if it was served, false if it has left unserved, its time being up
   * @throws InterruptedException if it has left unserved, being interrupted; a waiter that is
   *     served or refused first stays interrupted
   * @throws QueueShutDownException if it was refused without a cause; else the cause is thrown
   */
  boolean await(Waiter<E> waiter) throws InterruptedException {
    return RecordedWait.isOn() ? awaitRecorded(waiter) : awaitTurn(waiter);
  }

  private boolean awaitRecorded(Waiter<E> waiter) throws InterruptedException {
    var wait = RecordedWait.begin(ownersName(), kind);
    boolean served;
    try {
      served = awaitTurn(waiter);
    } catch (Throwable thrown) {
      boolean isShutDown = thrown instanceof QueueShutDownException;
      wait.end(isShutDown ? "shut down" : RecordedWait.outcome(thrown));
      throw thrown;
    }
    wait.end(served ? RecordedWait.SERVED : RecordedWait.TIMEOUT);
    return served;
  }

  /** What the owner is called in a recording. */
  String ownersName() {
    return owner instanceof JoinableQueue ? Names.of("JoinableQueue", owner) : Names.of(owner);
  }

  private boolean awaitTurn(Waiter<E> waiter) throws InterruptedException {
    waiter.await();
    if (waiter.state != Waiter.State.WAITING || !leave(waiter)) {
      waiter.requireServed();
      return true;
    }
    Interruptions.throwIfInterrupted();
    return false;
  }

  /** Takes the waiter out; false if it was served or refused before. */
  private boolean leave(Waiter<E> waiter) {
    lock.lock();
    try {
      if (waiter.state != Waiter.State.WAITING) {
        return false;
      }
      remove(waiter);
      return true;
    } finally {
      lock.unlock();
    }
  }
}
