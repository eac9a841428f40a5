package dev.tandem.threads;

import org.jspecify.annotations.Nullable;

/**
 * The count of a queue's unfinished items, and the threads that wait for it to come to zero. They
 * are released by the call that brings it there, and so miss no zero, however briefly it lasts. For
 * a caller that holds the queue's lock.
 */
final class Unfinished {
  private final WaitQueue<Void> joiners;
  private long count;

  Unfinished(WaitQueue<Void> joiners) {
    this.joiners = joiners;
  }

  long count() {
    return count;
  }

  void add() {
    count++;
  }

  void taskDone() {
    if (count == 0) {
      throw new IllegalStateException("taskDone() was called more often than items were put");
    }
    finish(1);
  }

  /** Lowers the count, though not below zero: a taskDone that came too early is forgiven here. */
  void finish(int items) {
    count = Math.max(0, count - items);
    if (count == 0) {
      joiners.releaseAll();
    }
  }

  /** Has this thread wait for zero; gives null if the count is zero. */
  @Nullable Waiter<Void> join(long nanos) {
    if (count == 0) {
      return null;
    }
    var waiter = new Waiter<Void>(null, nanos);
    joiners.add(waiter);
    return waiter;
  }
}
