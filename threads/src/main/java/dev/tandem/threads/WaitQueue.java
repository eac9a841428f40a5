package dev.tandem.threads;

import java.util.concurrent.locks.Lock;

/**
 * The threads that wait for one thing, in the order in which they came. Leaving it from anywhere
 * takes one step, however many wait. All but {@link #await} is for a caller that holds the lock.
 */
final class WaitQueue<E> {
  private final Lock lock;
  private Waiter<E> first;
  private Waiter<E> last;

  WaitQueue(Lock lock) {
    this.lock = lock;
  }

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
  }

  /** Serves all who wait now, with nothing but their release. */
  void releaseAll() {
    for (var waiter = poll(); waiter != null; waiter = poll()) {
      waiter.serve(null);
    }
  }

  /**
   * Waits, without the lock, until {@code waiter} is served or refused. It was added before.
   *
   * @return false if it has left unserved, its time being up
   * @throws InterruptedException if it has left unserved, being interrupted; a waiter that is
   *     served or refused first stays interrupted
   */
  boolean await(Waiter<E> waiter) throws InterruptedException {
    waiter.await();
    if (waiter.state != Waiter.State.WAITING || !leave(waiter)) {
      return true;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
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
