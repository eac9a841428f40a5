package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.processes.Answer;
import dev.tandem.threads.processes.Payload;
import dev.tandem.threads.processes.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * A task of a pool of processes, and the future of its outcome. Whoever completes the future from
 * outside drops the task.
 */
final class ProcessTask<T> extends CompletableFuture<T> {
  /*
   *   QUEUED ──begin──► RUNNING ──end──► ENDED, and settled
   *      │                │  └──the limit──► the process is killed; ENDED, settled as late
   *      └────drop────────┴──► DROPPED
   *
   * What is dropped while it is queued never begins. What is dropped while it runs is killed with
   * its process, or asked to end; either way its outcome is nobody's: who dropped it tells its own.
   *
   * `worker` is there while RUNNING, `payload` until the task is DROPPED or ENDED. A worker runs no
   * other task between begin and end, and both hold the monitor, as drop and expire do: what is
   * killed is the worker of this task, never that of the next.
   */
  private final Duration limit;
  private Payload payload;
  private Worker worker;
  private long number;
  private boolean dropped;
  private boolean late;
  private CompletableFuture<Void> timer;

  /** A task that cannot be serialized has failed already. Without a limit if that is null. */
  ProcessTask(Callable<T> task, Duration limit) {
    this.limit = limit;
    try {
      payload = Payload.of(task, "the task");
    } catch (IOException | RuntimeException | StackOverflowError failure) {
      fail(failure);
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
   * before it took the task in hand, which may then begin again.
   */
  boolean run() {
    var answer = worker.call(payload);
    end();
    if (answer instanceof Answer.Died death && !death.hadBegun() && !late) {
      return false;
    }
    settle(answer);
    return true;
  }

  private synchronized void end() {
    worker = null;
    if (timer != null) {
      timer.complete(null); // which stops it
    }
  }

  /** Tells the future what came of the task, unless it was dropped. */
  @SuppressWarnings("unchecked") // the worker's answer to a Callable<T>
  void settle(Answer answer) {
    synchronized (this) {
      payload = null;
      if (dropped) {
        return;
      }
    }
    if (answer instanceof Answer.Value value) {
      super.complete((T) value.value());
    } else {
      fail(failure(answer));
    }
  }

  /**
   * Fails the future with what the task threw, whole. A CompletableFuture would take a task's own
   * CompletionException for a wrapping, and look cancelled by its own CancellationException: they
   * come in a wrapping, which it takes off again.
   */
  private void fail(Throwable failure) {
    boolean isMistakable =
        failure instanceof CompletionException || failure instanceof CancellationException;
    super.completeExceptionally(isMistakable ? new CompletionException(failure) : failure);
  }

  private Throwable failure(Answer answer) {
    if (answer instanceof Answer.Died death) {
      return late
          ? new TimeoutException("the task ran for longer than " + limit)
          : new WorkerDiedException(death);
    }
    return answer instanceof Answer.Described described
        ? new TaskFailedException(described.description())
        : ((Answer.Failure) answer).exception();
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
