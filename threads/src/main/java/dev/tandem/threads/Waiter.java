package dev.tandem.threads;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that waits in a {@link Line}, with an item to give or for one to get.
 *
 * <pre>
 *   WAITING ──served──► SERVED    the item was taken from it, or given to it
 *      │ ├─────refused─► REFUSED  the queue was shut down, or the item could not be put
 *      │ └─left────────► (out of its line, by its own interruption or timeout)
 * </pre>
 *
 * <p>Every transition is made under the queue's lock, so exactly one happens: a waiter that is
 * served and interrupted at once was served. The other fields are guarded by the lock, and
 * published by {@code state}.
 */
final class Waiter<E> {
  enum State {
    WAITING,
    SERVED,
    REFUSED
  }

  private final Thread thread = Thread.currentThread();
  volatile State state = State.WAITING;
  E item;
  Throwable refusal;
  Waiter<E> previous;
  Waiter<E> next;

  Waiter(E item) {
    this.item = item;
  }

  void serve(E received) {
    item = received;
    state = State.SERVED;
    LockSupport.unpark(thread);
  }

  /** Ends the wait without success: by {@code cause}, or, where that is null, by a shutdown. */
  void refuse(Throwable cause) {
    refusal = cause;
    state = State.REFUSED;
    LockSupport.unpark(thread);
  }

  /** Those who wait, in the order in which they came; leaving it from anywhere takes one step. */
  static final class Line<E> {
    private Waiter<E> first;
    private Waiter<E> last;

    void add(Waiter<E> waiter) {
      waiter.previous = last;
      if (last == null) {
        first = waiter;
      } else {
        last.next = waiter;
      }
      last = waiter;
    }

    /** Removes and gives the one who came first, or null. */
    Waiter<E> poll() {
      var waiter = first;
      if (waiter != null) {
        remove(waiter);
      }
      return waiter;
    }

    void remove(Waiter<E> waiter) {
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
    }
  }
}
