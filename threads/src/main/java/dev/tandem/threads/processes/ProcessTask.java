package dev.tandem.threads.processes;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.internal.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task of a pool of processes, and the future of its outcome. To complete the future from outside
 * drops the task.
 */
final class ProcessTask<T extends @Nullable Object> extends CompletableFuture<T> {
  /*
   *   QUEUED ──begin──► RUNNING ──end──► ENDED, and settled
   *      │                │  └──the limit──► the process is killed; ENDED, settled as late
   *      └────drop────────┴──► DROPPED
   *
   * What is dropped while it is queued never begins. What is dropped while it runs is killed with
   * its process, or asked to end; either way its outcome is not told: the future has another by
   * then. A task is asked once. One that was asked can still be killed by cancel(true); whatever else
   * finds the future done leaves the task as it is.
   *
   * `worker` is there while RUNNING, `payload` until the task is DROPPED or ENDED. A worker runs no
   * other task between begin and end, and both hold the monitor, as drop and expire do: what is
   * killed is the worker of this task, never that of the next. Neither to kill nor to ask waits for
   * the worker, so the monitor is never held for long.
   */
  private final @Nullable Duration limit;
  private final WorkerScheduler scheduler;
  private @Nullable Payload payload;
  private @Nullable Worker worker;
  private long number;
  private boolean dropped;
  private boolean neverBegins;
  private boolean asked;
  private boolean late;
  private @Nullable CompletableFuture<Void> timer;

  /**
   * A task that {@code scheduler} will have in its queue; one that cannot be serialized has failed
   * already. Without a limit if that is null.
   */
  ProcessTask(Callable<T> task, @Nullable Duration limit, WorkerScheduler scheduler) {
    this.limit = limit;
    this.scheduler = scheduler;
    try {
      payload = Payload.of(task, "the task");
    } catch (IOException | RuntimeException | StackOverflowError failure) {
      fail(failure);
    }
  }

  /** A task whose failure goes to the handler of uncaught exceptions. */
  static ProcessTask<?> executed(Runnable runnable, WorkerScheduler scheduler) {
    var task =
        new ProcessTask<@Nullable Object>(new RunnableTask<>(runnable, null), null, scheduler);
    if (task.isDone()) {
      var failure = task.handle((value, thrown) -> unwrapped(thrown)).join();
      throw new RejectedExecutionException("the task cannot travel", failure);
    }
    task.whenComplete(
        (value, failure) -> {
          if (failure != null && !task.isCancelled()) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, unwrapped(failure));
          }
        });
    return task;
  }

  /** What the task threw, without the wrapper that {@link #fail} may have put around it. */
  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  synchronized boolean isWanted() {
    return !dropped && !isDone();
  }

  /** Whether it was dropped before a worker could begin it. */
  synchronized boolean neverBegins() {
    return neverBegins;
  }

  /** The worker is about to run this; false if it is not wanted any more. */
  synchronized boolean begin(Worker worker) {
    if (!isWanted()) {
      return false;
    }
    this.worker = worker;
    number = worker.announce();
    if (limit != null) {
      timer = new CompletableFuture<Void>().orTimeout(Timeouts.nanos(limit), NANOSECONDS);
      timer.whenComplete((ended, late) -> expire(late != null, worker));
    }
    return true;
  }

  /** The limit of the time on {@code its} worker is up, or does not matter any more. */
  private synchronized void expire(boolean isLate, Worker its) {
    if (isLate && worker == its) {
      late = true;
      worker.kill();
    }
  }

  /**
   * Has the worker that {@link #begin} told run the task, and settles it; false if the worker died
   * before it took the task in hand, which may then begin again, unless this is the last time.
   */
  boolean run(boolean isLast) {
    var reply = worker.call(payload, "task");
    boolean isUntouched = reply instanceof Reply.Died death && !death.hadBegun();
    if (end(isUntouched && !isLast)) {
      return false;
    }
    settle(reply);
    return true;
  }

  /** No worker has it any more. Gives whether it may begin again. */
  private synchronized boolean end(boolean isToBeginAgain) {
    boolean beginsAgain = isToBeginAgain && !late;
    if (!beginsAgain) {
      payload = null;
    }
    worker = null;
    if (timer != null) {
      timer.complete(null); // which stops it
    }
    return beginsAgain;
  }

  /** Tells the future what came of the task, unless it was dropped. */
  void settle(Reply reply) {
    synchronized (this) {
      payload = null;
      if (dropped) {
        return;
      }
    }
    PoolThread.runCallbacks(() -> tell(reply));
  }

  @SuppressWarnings("unchecked") // the worker's reply to a Callable<T>
  private void tell(Reply reply) {
    if (reply instanceof Reply.Value value) {
      super.complete((T) value.value());
    } else {
      fail(failure(reply));
    }
  }

  /**
   * Fails the future with what the task threw, whole. A CompletableFuture would take a task's own
   * CompletionException for a wrapper, and with a task's own CancellationException it would look
   * cancelled: so both come in a wrapper, which it takes off again.
   */
  private void fail(Throwable failure) {
    boolean isMistakable =
        failure instanceof CompletionException || failure instanceof CancellationException;
    super.completeExceptionally(isMistakable ? new CompletionException(failure) : failure);
  }

  private Throwable failure(Reply reply) {
    return late && reply instanceof Reply.Died
        ? new TimeoutException("the task ran for longer than " + limit)
        : exception(reply);
  }

  /** The exception that a reply without a value is told as. */
  static Throwable exception(Reply reply) {
    if (reply instanceof Reply.Died death) {
      return new WorkerDiedException(death);
    }
    return reply instanceof Reply.Described described
        ? new TaskFailedException(described.description())
        : ((Reply.Failure) reply).exception();
  }

  @Override
  public boolean complete(T value) {
    dropIfPending();
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    requireNonNull(failure, "failure");
    dropIfPending();
    return super.completeExceptionally(failure);
  }

  /** The original would pass by {@link #complete}. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    requireNonNull(supplier, "supplier");
    requireNonNull(executor, "executor").execute(() -> completeBy(supplier));
    return this;
  }

  private void completeBy(Supplier<? extends T> supplier) {
    if (isDone()) {
      return;
    }
    T value;
    try {
      value = supplier.get();
    } catch (Throwable failure) { // wrapped as the original does it
      completeExceptionally(
          failure instanceof CompletionException ? failure : new CompletionException(failure));
      return;
    }
    complete(value);
  }

  @Override
  public void obtrudeValue(T value) {
    drop(true);
    super.obtrudeValue(value);
  }

  @Override
  public void obtrudeException(Throwable failure) {
    requireNonNull(failure, "failure");
    drop(true);
    super.obtrudeException(failure);
  }

  @Override
  public boolean cancel(boolean mayEndProcess) {
    drop(mayEndProcess);
    return super.cancel(mayEndProcess);
  }

  private void dropIfPending() {
    if (!isDone()) {
      drop(true);
    }
  }

  private void drop(boolean forcibly) {
    if (isDroppedBeforeItBegan(forcibly)) {
      scheduler.forget(this);
    }
  }

  private synchronized boolean isDroppedBeforeItBegan(boolean forcibly) {
    dropped = true;
    if (worker == null) {
      boolean isFirst = payload != null;
      neverBegins |= isFirst;
      payload = null;
      return isFirst;
    }
    if (forcibly) {
      worker.kill();
    } else if (!asked) {
      asked = true;
      worker.interrupt(number);
    }
    return false;
  }
}
