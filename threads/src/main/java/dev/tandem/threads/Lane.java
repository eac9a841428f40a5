package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.threads.processes.Answer;
import dev.tandem.threads.processes.Worker;
import java.io.IOException;
import java.util.concurrent.locks.Condition;

/** A thread of a {@link ProcessPool}, with one worker process at a time, started when needed. */
final class Lane implements Runnable {
  /*
   * A worker is started for a task, which is told what went wrong, or to be kept warm. In that case
   * nobody is told; the lane tries again, each time after a pause twice as long, until a task has
   * been served. It waits for tasks meanwhile, and a task does not wait for the pause.
   */
  private static final long FIRST_PAUSE = MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE = MINUTES.toNanos(1);

  /** How many workers may die before they have touched a task; it may be they who cannot live. */
  private static final int MOST_WORKERS = 5;

  private final int number;
  private final ProcessPoolSettings settings;
  private final Lanes lanes;
  private final Condition woken;
  private boolean dismissed;
  private volatile ProcessTask<?> current;
  private volatile Worker worker;
  private volatile boolean stopped;
  private volatile boolean starting;
  private long pause;
  private long notBefore;

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

  /** Gives the lane a task. For a caller with the lock, as the next four. */
  void hand(ProcessTask<?> task) {
    current = task;
    woken.signal();
  }

  /** Tells an idle lane that no task will come. */
  void dismiss() {
    dismissed = true;
    woken.signal();
  }

  /** Has an idle lane look whether its process is still there. */
  void look() {
    woken.signal();
  }

  /** Waits to be given a task, dismissed or told to look, but no longer than {@code nanos}. */
  void awaitHand(long nanos) {
    if (current == null && !dismissed) {
      try {
        woken.awaitNanos(nanos);
      } catch (InterruptedException e) {
        // nobody's business: whoever wants the thread to end dismisses it
      }
    }
  }

  /** For this lane's thread: how long until it should start a process to be kept warm. */
  long nanosToWarmUp() {
    return hasWorker() ? Long.MAX_VALUE : Math.max(0, notBefore - System.nanoTime());
  }

  @Override
  public void run() {
    do {
      try {
        while (lanes.awaitWork(this)) {
          work();
        }
        closeWorker();
      } catch (Throwable outOfMemory) { // in this process; other tasks may wait for this lane
        abandon(current, outOfMemory);
      }
    } while (!lanes.leave(this));
  }

  private void work() {
    var task = current;
    if (task == null) {
      warmUp();
    } else {
      serve(task);
    }
  }

  /** The worker's process; null if there is none. Any thread may ask. */
  ProcessHandle process() {
    var running = worker;
    return running == null ? null : running.process();
  }

  /** Whether it starts a process, and the task for which it does was dropped meanwhile. */
  boolean startsForNothing() {
    var task = current;
    return starting && task != null && task.neverBegins();
  }

  /** Ends the task that runs, if one does, and each process for good. Any thread may call this. */
  void stop() {
    stopped = true; // and then look for the worker, which its starter does the other way round
    var task = current;
    if (task != null) {
      task.cancel(true);
    }
    killWorker();
  }

  private void killWorker() {
    var running = worker;
    if (running != null) {
      running.kill();
    }
  }

  /** Has the task run once, and again only if its worker died before it had touched the task. */
  private void serve(ProcessTask<?> task) {
    try {
      boolean served = false;
      for (int workers = 1; !served && task.isWanted() && hasWorkerFor(task); workers++) {
        served = !task.begin(worker) || task.run(workers == MOST_WORKERS);
      }
      pause = 0;
      notBefore = System.nanoTime();
    } catch (Throwable outOfMemory) { // or of threads, here in this process
      abandon(task, outOfMemory);
    }
  }

  /**
   * Fails the task, if there is one; who knows what the worker has been told. Throws nothing: this
   * thread must live, since others wait for it.
   */
  private void abandon(ProcessTask<?> task, Throwable reason) {
    try {
      killWorker();
      if (task != null) {
        task.settle(new Answer.Failure(reason));
      }
    } catch (Throwable again) {
      // the task is done, or there is no memory to say so
    }
  }

  private boolean hasWorkerFor(ProcessTask<?> task) {
    starting = true;
    var failure = hasWorker() ? null : startWorker();
    starting = false;
    if (failure != null) {
      task.settle(failure);
    }
    return failure == null;
  }

  private void warmUp() {
    pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * pause));
    notBefore = System.nanoTime() + pause;
    startWorker();
  }

  private boolean hasWorker() {
    var running = worker;
    return running != null && running.isUsable() && served(running) < settings.tasksPerWorker();
  }

  private long served(Worker running) {
    return settings.initializer() == null ? running.taken() : running.taken() - 1;
  }

  /** Puts a new worker into the place of the one before; gives what went wrong, else null. */
  private Answer startWorker() {
    closeWorker();
    Worker started;
    try {
      started = new Worker(settings.launch(), number, settings.loader());
    } catch (IOException | RuntimeException notStarted) {
      return new Answer.Failure(notStarted);
    }
    worker = started;
    if (stopped) {
      started.kill();
    }
    if (settings.minSize() > 0) {
      started.onEnd(() -> lanes.look(this));
    }
    return started.connect() ? initialize(started) : started.died(false);
  }

  /** A death is the task's affair; what the initializer throws, all tasks'. */
  private Answer initialize(Worker started) {
    if (settings.initializer() == null) {
      return null;
    }
    started.announce();
    var answer = started.call(settings.initializer());
    if (answer instanceof Answer.Value) {
      return null;
    }
    started.kill();
    if (answer instanceof Answer.Died) {
      return answer;
    }
    var thrown = ProcessTask.exception(answer);
    lanes.breakDown(thrown);
    return new Answer.Failure(new BrokenPoolException(thrown));
  }

  private void closeWorker() {
    var used = worker;
    worker = null;
    if (used != null) {
      used.close();
    }
  }
}
