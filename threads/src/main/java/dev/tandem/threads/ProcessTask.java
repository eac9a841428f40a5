package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.processes.Answer;
import dev.tandem.threads.processes.Payload;
import dev.tandem.threads.processes.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * A task of a pool of processes, and the future of its outcome. Whoever completes the future from
 * outside drops the task.
 */
final class ProcessTask<T> extends CompletableFuture<T> {
  /*
   *   QUEUED ──begin──► RUNNING ──end──► ENDED          it tells its outcome
   *      └──drop          ├──drop gently──► RUNNING, the thread interrupted; no outcome wanted
   *         ▼             └──drop, forcibly──► the process is killed; no outcome wanted
   *      DROPPED, never begins
   *
   * `worker` is there while RUNNING, `payload` until the task is DROPPED or has ENDED. A worker
   * runs no other task between begin and end, and both hold the monitor, as drop does: what is
   * killed is the worker of this task, never that of the next.
   */
  private final Duration limit;
  private Payload payload;
  private Worker worker;
  private long number;
  private boolean dropped;
  private CompletableFuture<Void> timer;

  /** A task that cannot be serialized has failed already. */
  ProcessTask(Callable<T> task, Duration limit) {
    this.limit = limit;
    try {
      payload = Payload.of(task, "the task");
    } catch (IOException | RuntimeException | StackOverflowError failure) {
      super.completeExceptionally(failure);
    }
  }

  synchronized boolean isWanted() {
    return !dropped && !isDone();
  }

  /** The worker is about to run this; false if nobody wants it any more. */
  synchronized boolean begin(Worker worker) {
    if (!isWanted()) {
      return false;
    }
    this.worker = worker;
    number = worker.announce();
    if (limit != null) {
      timer = new CompletableFuture<Void>().orTimeout(Timeouts.nanos(limit), NANOSECONDS);
      timer.exceptionally(
          late -> {
            completeExceptionally(new TimeoutException("the task ran for longer than " + limit));
            return null;
          });
    }
    return true;
  }

  /** Has the worker that {@link #begin} told run the task. */
  Answer call() {
    var answer = worker.call(payload);
    end();
    return answer;
  }

  private synchronized void end() {
    worker = null;
    if (timer != null) {
      timer.complete(null); // which stops it
    }
  }

  @SuppressWarnings("unchecked") // the worker's answer to a Callable<T>
  void settle(Answer answer) {
    payload = null;
    if (answer instanceof Answer.Value value) {
      super.complete((T) value.value());
    } else if (answer instanceof Answer.Failure failure) {
      super.completeExceptionally(failure.exception());
    } else if (answer instanceof Answer.Described described) {
      super.completeExceptionally(new TaskFailedException(described.description()));
    } else if (answer instanceof Answer.Died death) {
      super.completeExceptionally(new WorkerDiedException(death));
    }
  }

  @Override
  public boolean complete(T value) {
    drop(true);
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    drop(true);
    return super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayEndProcess) {
    drop(mayEndProcess);
    return super.cancel(mayEndProcess);
  }

  private synchronized void drop(boolean forcibly) {
    dropped = true;
    if (worker == null) {
      payload = null;
    } else if (forcibly) {
      worker.kill();
    } else {
      worker.interrupt(number);
    }
  }
}
