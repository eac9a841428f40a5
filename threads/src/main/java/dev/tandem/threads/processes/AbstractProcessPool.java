package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.DAYS;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a pool does by means of its {@code submit}, {@code shutdown} and {@code awaitTermination}:
 * run several tasks and wait for them, and close.
 */
abstract class AbstractProcessPool implements ExecutorService, AutoCloseable {
  AbstractProcessPool() {}

  @Override
  public abstract <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task);

  /**
   * Runs the tasks and waits until each is done. If this thread is interrupted, they are cancelled,
   * with {@code cancel(true)}.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; the tasks
   *     are cancelled
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code tasks} or one of them is null
   */
  @Override
  public <T extends @Nullable Object> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks) throws InterruptedException {
    return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  /**
   * Does as {@link #invokeAll(Collection)}, but waits no longer than {@code timeout}; what is not
   * done then is cancelled, with {@code cancel(true)}.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; the tasks
   *     are cancelled
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if an argument or a task is null
   */
  @Override
  public <T extends @Nullable Object> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return new Batch<T>(this, tasks).awaitAll(Duration.ofNanos(unit.toNanos(timeout)));
  }

  /**
   * Runs the tasks until one succeeds; the others are cancelled, with {@code cancel(true)}.
   *
   * @return what the first to succeed gave
   * @throws ExecutionException if none did, with the last failure as its cause
   * @throws InterruptedException if the thread is interrupted before or while it waits; the tasks
   *     are cancelled
   * @throws IllegalArgumentException if there is no task
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code tasks} or one of them is null
   */
  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (TimeoutException in292Years) {
      throw new ExecutionException(in292Years);
    }
  }

  /**
   * Does as {@link #invokeAny(Collection)}, but waits no longer than {@code timeout}.
   *
   * @return what the first to succeed gave
   * @throws TimeoutException if none has in time
   * @throws ExecutionException if none did, with the last failure as its cause
   * @throws InterruptedException if the thread is interrupted before or while it waits; the tasks
   *     are cancelled
   * @throws IllegalArgumentException if there is no task
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if an argument or a task is null
   */
  @Override
  public <T extends @Nullable Object> T invokeAny(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("tasks must be at least 1, not none");
    }
    return new Batch<T>(this, tasks).firstSuccess(unit.toNanos(timeout));
  }

  /**
   * Shuts down and waits until all tasks are done and no process is left. If the thread is
   * interrupted before or while it waits, every task is cancelled, as by {@link #shutdownNow}; the
   * thread stays interrupted. A callback of a future must not close the pool: it would wait for
   * itself.
   */
  @Override
  public void close() {
    shutdown();
    boolean interrupted = false;
    boolean terminated = false;
    while (!terminated) {
      try {
        terminated = awaitTermination(1, DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
        shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
