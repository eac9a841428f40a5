package dev.tandem.threads;

import dev.tandem.threads.processes.Answer;
import dev.tandem.threads.processes.Worker;
import java.io.IOException;
import java.util.concurrent.locks.Condition;

/** A thread of a {@link ProcessPool}, with one worker process at a time, started when needed. */
final class Lane implements Runnable {
  private final int number;
  private final ProcessPoolSettings settings;
  private final Lanes lanes;
  private final Condition woken;
  private boolean dismissed;
  private volatile ProcessTask<?> current;
  private volatile Worker worker;

  /** A lane whose waiting {@code woken} ends, a condition of the lock of {@code lanes}. */
  Lane(int number, ProcessPoolSettings settings, Lanes lanes, Condition woken) {
    this.number = number;
    this.settings = settings;
    this.lanes = lanes;
    this.woken = woken;
  }

  int number() {
    return number;
  }

  /** The task to serve next, or the one being served; null if there is none. */
  ProcessTask<?> current() {
    return current;
  }

  /** Gives the lane a task. For a caller with the lock, as the next two. */
  void hand(ProcessTask<?> task) {
    current = task;
    woken.signal();
  }

  /** Tells an idle lane that no task will come. */
  void dismiss() {
    dismissed = true;
    woken.signal();
  }

  /** Waits to be given a task, or dismissed, but no longer than {@code nanos}. */
  void awaitHand(long nanos) {
    long left = nanos;
    while (current == null && !dismissed && left > 0) {
      try {
        left = woken.awaitNanos(left);
      } catch (InterruptedException e) {
        // nobody's business: whoever wants the thread to end dismisses it
      }
    }
  }

  @Override
  public void run() {
    try {
      while (lanes.awaitTask(this)) {
        serve(current);
      }
    } finally {
      closeWorker();
      lanes.leave(this);
    }
  }

  /** The worker's process; null if there is none. Any thread may ask. */
  ProcessHandle process() {
    var running = worker;
    return running == null ? null : running.process();
  }

  /** Ends the task that runs, if one does, and the process. Any thread may call this. */
  void stop() {
    var task = current;
    if (task != null) {
      task.cancel(true);
    }
    var running = worker;
    if (running != null) {
      running.kill();
    }
  }

  /** Has the task run once, and again only if its worker died before it had touched the task. */
  private void serve(ProcessTask<?> task) {
    try {
      boolean served = false;
      while (!served && task.isWanted() && hasWorkerFor(task) && task.begin(worker)) {
        served = task.run();
      }
    } catch (Throwable outOfMemory) { // or of threads, here in this process
      task.settle(new Answer.Failure(outOfMemory));
      stop(); // who knows what the worker has been told
    }
  }

  /** Sees to it that there is a worker; if none can be started, the task has failed. */
  private boolean hasWorkerFor(ProcessTask<?> task) {
    if (worker != null && worker.isUsable() && worker.taken() < settings.tasksPerWorker()) {
      return true;
    }
    closeWorker();
    try {
      worker = new Worker(settings.launch(), number, settings.loader());
    } catch (IOException | RuntimeException notStarted) {
      task.settle(new Answer.Failure(notStarted));
      return false;
    }
    if (!worker.connect()) {
      task.settle(worker.died(false));
      return false;
    }
    return true;
  }

  private void closeWorker() {
    var used = worker;
    worker = null;
    if (used != null) {
      used.close();
    }
  }
}
