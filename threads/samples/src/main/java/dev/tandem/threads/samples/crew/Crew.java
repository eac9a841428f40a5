package dev.tandem.threads.samples.crew;

import dev.tandem.threads.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Named threads that are gone at the end of a block, however it ends. For use by one thread.
 *
 * <pre>{@code
 * try (var crew = new Crew()) {
 *   crew.start("ta", () -> withdraw(800));
 *   crew.start("tb", () -> withdraw(800));
 *   crew.join();
 * }
 * }</pre>
 */
public final class Crew implements AutoCloseable {
  /** What a thread does. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  private final List<FutureTask<?>> tasks = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Starts a thread. */
  public void start(String name, Work work) {
    submit(
        name,
        () -> {
          work.run();
          return null;
        });
  }

  /** Starts a thread that has something to give. */
  public <T> Future<T> submit(String name, Callable<T> work) {
    var task = new FutureTask<>(work); // a plain Thread would lose what its work throws
    var thread = new Thread(task, name);
    tasks.add(task);
    threads.add(thread);
    thread.start();
    return task;
  }

  /** The threads that have not ended, in the order in which they were started. */
  public List<Thread> living() {
    return threads.stream().filter(Thread::isAlive).toList();
  }

  /**
   * Waits until every thread has done its work. The first to fail has the others interrupted.
   *
   * @throws InterruptedException if this thread is interrupted; the others are, too
   * @throws Exception what the first thread to fail threw
   */
  public void join() throws Exception {
    try {
      Futures.gather(tasks);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Interrupts the threads that still run, and waits until they are gone. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // told below, once they are gone
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
