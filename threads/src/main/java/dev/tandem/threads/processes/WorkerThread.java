package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** Serves tasks on a {@link PoolThread}, with one {@link Worker} at a time, started when needed. */
final class WorkerThread implements Runnable {
  /*
   * A worker is started for a task, which fails if that goes wrong, or to be kept warm. In that case,
   * or if another thread took the task over meanwhile, there is none to fail; the thread tries again, each time after a pause twice as long, until a
   * task has been served. It waits for tasks meanwhile, and a task does not wait for the pause.
   */
  private static final long FIRST_PAUSE = MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE = MINUTES.toNanos(1);

  /** How many workers may die before they have touched a task; it may be they that cannot live. */
  private static final int MOST_WORKERS = 5;

  private final int number;
  private final ProcessPoolSettings settings;
  private final WorkerScheduler scheduler;
  private final Condition woken;
  private boolean dismissed;
  private volatile @Nullable ProcessTask<?> current;
  private volatile @Nullable Worker worker;
  private volatile boolean stopped;
  private long pause;
  private long notBefore;

  /** One whose waiting {@code woken} ends, a condition of the lock of {@code scheduler}. */
  WorkerThread(
      int number, ProcessPoolSettings settings, WorkerScheduler scheduler, Condition woken) {
    this.number = number;
    this.settings = settings;
    this.scheduler = scheduler;
    this.woken = woken;
  }

  int number() {
    return number;
  }

  /** The task to serve next, or the one being served; null if there is none. */
  @Nullable ProcessTask<?> current() {
    return current;
  }

  /** Gives the thread a task. For a caller with the lock, as the next five. */
  void hand(@Nullable ProcessTask<?> task) {
    current = task;
    woken.signal();
  }

  /** Takes the thread's task away, for which it starts a process; it goes on for no task. */
  @Nullable ProcessTask<?> release() {
    var task = current;
    current = null;
    return task;
  }

  /** Tells an idle thread that no task will come. */
  void dismiss() {
    dismissed = true;
    woken.signal();
  }

  /** Has an idle thread look whether its process is still there. */
  void look() {
    woken.signal();
  }

  /** Waits to be given a task, dismissed or told to look, but no longer than {@code nanos}. */
  void awaitHand(long nanos) {
    if (current == null && !dismissed) {
      try {
        woken.awaitNanos(nanos);
      } catch (InterruptedException e) {
        // by accident: a thread that is to end is dismissed
      }
    }
  }

  /** For the thread itself: how long until it should start a process to be kept warm. */
  long nanosToWarmUp() {
    return hasWorker() ? Long.MAX_VALUE : Math.max(0, notBefore - System.nanoTime());
  }

  @Override
  public void run() {
    do {
      try {
        while (scheduler.awaitWork(this)) {
          work();
        }
        closeWorker();
      } catch (Throwable outOfMemory) { // in this process; other tasks may wait for this thread
        abandon(current, outOfMemory);
      }
    } while (!scheduler.leave(this));
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
  @Nullable ProcessHandle process() {
    var running = worker;
    return running == null ? null : running.process();
  }

  /** Whether the task that it has was dropped before a worker could begin it. */
  boolean hasDroppedTask() {
    var task = current;
    return task != null && task.neverBegins();
  }

  /** Ends the task that runs, if one does, and every process, now and later. For any thread. */
  void stop() {
    stopped = true;
    var task = current;
    if (task != null) {
      task.cancel(true);
    }
    killWorker();
  }

  /** Ends every process, now and later, of a thread that has no task, nor will have one. */
  void end() {
    stopped = true; // first this, then the worker: its starter does it the other way round
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
      abandon(current, outOfMemory);
    }
  }

  /**
   * Fails the task, if there is one, and kills the worker, which may be in any state. Throws
   * nothing: this thread must live, since others wait for it.
   */
  private void abandon(@Nullable ProcessTask<?> task, Throwable reason) {
    try {
      killWorker();
      if (task != null) {
        task.settle(new Reply.Failure(reason));
      }
    } catch (Throwable again) {
      // the task is done, or there is no memory to say so
    }
  }

  /** Starts a worker for the task if there is none; false if it cannot be had, or is not needed. */
  private boolean hasWorkerFor(ProcessTask<?> task) {
    if (hasWorker()) {
      return true;
    }
    if (!scheduler.isToStart(this)) {
      return false;
    }
    Reply failure;
    try {
      failure = startWorker();
    } finally {
      scheduler.hasStarted(this);
    }
    if (current != task) { // another thread has it
      return false;
    }
    if (failure != null && stopped) {
      task.cancel(true); // taken over from a thread that was to be stopped after this one
    } else if (failure != null) {
      task.settle(failure);
    }
    return failure == null;
  }

  private void warmUp() {
    pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * pause));
    notBefore = System.nanoTime() + pause;
    startWorker();
  }

  /** Whether there is a process that can be given a task. Any thread may ask, with the lock. */
  boolean hasWorker() {
    var running = worker;
    return !stopped
        && running != null
        && running.isUsable()
        && served(running) < settings.tasksPerWorker();
  }

  private long served(Worker running) {
    return settings.initializer() == null ? running.taken() : running.taken() - 1;
  }

  /** Puts a new worker into the place of the one before; gives what went wrong, else null. */
  private @Nullable Reply startWorker() {
    closeWorker();
    Worker started;
    try {
      started = new Worker(settings.command(), number, settings.loader());
    } catch (IOException | RuntimeException notStarted) {
      return new Reply.Failure(notStarted);
    }
    worker = started;
    if (stopped) {
      started.kill();
    }
    if (settings.minSize() > 0) {
      started.onEnd(() -> scheduler.look(this));
    }
    return started.connect() ? initialize(started) : started.died(false);
  }

  /** A death fails the task that waits; what the initializer throws, the whole pool. */
  private @Nullable Reply initialize(Worker started) {
    if (settings.initializer() == null) {
      return null;
    }
    started.announce();
    var reply = started.call(settings.initializer(), "initializer");
    if (reply instanceof Reply.Value) {
      return null;
    }
    started.kill();
    if (reply instanceof Reply.Died) {
      return reply;
    }
    var thrown = ProcessTask.exception(reply);
    scheduler.breakDown(thrown);
    return new Reply.Failure(new BrokenPoolException(thrown));
  }

  private void closeWorker() {
    var used = worker;
    worker = null;
    if (used != null) {
      used.close();
    }
  }
}
