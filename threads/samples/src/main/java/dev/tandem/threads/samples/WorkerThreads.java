package dev.tandem.threads.samples;

import dev.tandem.threads.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Named threads that do not outlive the block that started them, and whose failures reach whoever
 * joins them. For use by one thread.
 */
final class WorkerThreads implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<FutureTask<?>> tasks = new ArrayList<>();

  /**
   * Starts a thread.
   *
   * @param name the thread's name
   * @param work what it does; interrupted if it is no longer wanted
   * @return what the work gives, or how it failed
   */
  <T> Future<T> start(String name, Callable<T> work) {
    var task = new FutureTask<>(work); // a plain Thread would lose what its work throws
    var thread = new Thread(task, name);
    tasks.add(task);
    threads.add(thread);
    thread.start();
    return task;
  }

  /** The threads that have not ended, in the order in which they were started. */
  List<Thread> living() {
    return threads.stream().filter(Thread::isAlive).toList();
  }

  /**
   * Waits until every thread has ended.
   *
   * @throws ExecutionException as soon as one has failed; the others are interrupted
   * @throws InterruptedException if this thread is interrupted; so are the others
   */
  void join() throws InterruptedException, ExecutionException {
    Futures.gather(tasks);
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Interrupts the threads that still run, and returns when they have ended. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // kept for whoever looks next: the threads end first
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
