package dev.tandem.threads.processes;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pool's worker threads without work. The one that has been idle for the shortest time is given
 * some first, but one with a process before any without. For callers with the scheduler's lock.
 */
final class IdleThreads {
  private final Deque<WorkerThread> threads = new ArrayDeque<>();

  void push(WorkerThread thread) {
    threads.push(thread);
  }

  void remove(WorkerThread thread) {
    threads.remove(thread);
  }

  boolean isEmpty() {
    return threads.isEmpty();
  }

  int size() {
    return threads.size();
  }

  /** Whether one of them has a process that may be given a task. */
  boolean haveProcess() {
    return threads.stream().anyMatch(WorkerThread::hasWorker);
  }

  /** Takes the one that is to be given work. There must be one. */
  WorkerThread take() {
    var first = threads.element();
    var thread = threads.stream().filter(WorkerThread::hasWorker).findFirst().orElse(first);
    threads.remove(thread);
    return thread;
  }

  /** Has them look whether they are kept now, since another leaves. */
  void look() {
    threads.forEach(WorkerThread::look);
  }

  /** Tells them that no task will come. */
  void dismiss() {
    threads.forEach(WorkerThread::dismiss);
    threads.clear();
  }
}
