package dev.tandem.threads.processes;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tasks of a {@link ProcessPool} to its worker threads, first come, first served, and has
 * as many of those as are needed.
 */
final class WorkerScheduler {
  /*
   * A task goes to the worker thread that has been idle for the shortest time, so that those that
   * are not needed grow old and leave, with a process rather than without; else into the queue, and
   * from there to a thread that warms up, or to a new one, if there may be one more. So the queue is
   * empty whenever a thread is idle, and a task in it has a thread that will come for it.
   *
   *   new ──► idle ◄──► starting ──► busy ──► idle
   *            │ ▲          │
   *            │ │          ▼         An idle thread leaves when its time is up, unless the minimum
   *            │ └───► warming up     would not be met without it. One that stays, and has no
   *            └──► leaving ──► gone  process, warms up: it starts one, but has no task.
   *
   * A thread that has a task and no process starts one. Until that is there, a thread which becomes
   * idle and has a process takes the task over, as it came before those in the queue; the other one
   * warms up from then on. So no task waits for a process while another is idle.
   *
   * A thread that leaves counts for the size until its process is gone, but not for the minimum:
   * the idle ones look whether they belong to it now. If tasks came meanwhile, it stays.
   *
   * A task that is dropped in the queue leaves it at once. When the pool is shut down and the queue
   * is empty, no process that is being started for no task has one to come: each is killed, in the
   * same step, as a thread whose process is there may take a task over.
   */
  private static final AtomicInteger POOLS = new AtomicInteger();

  private final int pool = POOLS.incrementAndGet();
  private final ProcessPoolSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition terminated = lock.newCondition();
  private final Set<ProcessTask<?>> queue = new LinkedHashSet<>(); // in the order of coming
  private final Set<WorkerThread> threads = new HashSet<>();
  private final BitSet numbers = new BitSet();
  private final IdleThreads idle = new IdleThreads();
  private final Set<WorkerThread> starting = new LinkedHashSet<>(); // in their tasks' order
  private final Set<WorkerThread> warming = new HashSet<>();
  private final Set<WorkerThread> leaving = new HashSet<>();
  private volatile boolean shutdown; // written with the lock
  private @Nullable Throwable broken;

  WorkerScheduler(ProcessPoolSettings settings) {
    this.settings = settings;
  }

  /** Starts the worker threads of the minimum. */
  void start() {
    lock.lock();
    try {
      while (threads.size() < settings.minSize()) {
        startOne();
      }
    } catch (Throwable outOfMemory) { // or of threads: the caller gets no pool to close
      stop();
      throw outOfMemory;
    } finally {
      lock.unlock();
    }
  }

  void add(ProcessTask<?> task) {
    lock.lock();
    try {
      requireOpen();
      if (!task.isWanted()) {
        return; // it could not be serialized
      }
      if (!idle.isEmpty()) {
        idle.take().hand(task);
        return;
      }
      if (queue.size() >= warming.size()) {
        startOne();
      }
      queue.add(task);
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (broken != null) {
      throw new RejectedExecutionException(
          "the process pool is broken", new BrokenPoolException(broken));
    }
    if (shutdown) {
      throw new RejectedExecutionException("the process pool was shut down");
    }
  }

  /**
   * Starts a thread for what the queue is about to have, or to be kept, if there may be one more.
   */
  private void startOne() {
    if (threads.size() < settings.size()) {
      int number = numbers.nextClearBit(1);
      var thread = new WorkerThread(number, settings, this, lock.newCondition());
      threads.add(thread);
      if (isKept()) {
        warming.add(thread);
      }
      numbers.set(number);
      try {
        new PoolThread(thread, "process-pool-" + pool + "-" + number, settings.loader()).start();
      } catch (Throwable outOfThreads) {
        remove(thread);
        throw outOfThreads;
      }
    }
  }

  /** Whether the minimum would not be met without the last of the threads. */
  private boolean isKept() {
    return threads.size() - leaving.size() <= settings.minSize();
  }

  /** Waits until {@code thread} has a task, or should warm up; false if it should leave. */
  boolean awaitWork(WorkerThread thread) {
    boolean works = isGivenWork(thread);
    if (shutdown) {
      endNeedless(); // the last task may have left the queue
    }
    return works;
  }

  private boolean isGivenWork(WorkerThread thread) {
    lock.lock();
    try {
      warming.remove(thread);
      thread.hand(thread.hasWorker() ? oldest() : poll());
      boolean works = thread.current() != null || (!shutdown && isGivenWorkWhileIdle(thread));
      if (!works) {
        leaving.add(thread);
        if (settings.minSize() > 0) {
          idle.look();
        }
      }
      return works;
    } finally {
      lock.unlock();
    }
  }

  private boolean isGivenWorkWhileIdle(WorkerThread thread) {
    long since = System.nanoTime();
    idle.push(thread);
    try {
      while (thread.current() == null && !shutdown) {
        if (isKept() && thread.nanosToWarmUp() == 0) {
          return warming.add(thread);
        }
        long left = patience(thread, since);
        if (left <= 0) {
          break;
        }
        thread.awaitHand(left);
      }
      return thread.current() != null;
    } finally {
      idle.remove(thread);
    }
  }

  /** The task that waits for a process to start, or else in the queue; null if there is none. */
  private @Nullable ProcessTask<?> oldest() {
    var waiting = starting.iterator();
    if (!waiting.hasNext()) {
      return poll();
    }
    var thread = waiting.next();
    waiting.remove();
    warming.add(thread);
    return thread.release();
  }

  /**
   * Whether {@code thread} should start a process for its task. A thread that is idle and has a
   * process is given the task; one that becomes idle may take it over until {@link #hasStarted}.
   */
  boolean isToStart(WorkerThread thread) {
    return locked(
        () -> {
          if (idle.haveProcess()) {
            idle.take().hand(thread.release());
            return false;
          }
          return starting.add(thread);
        });
  }

  /**
   * The process of {@code thread} is there, or is not to be had: the task that it has, it keeps.
   */
  void hasStarted(WorkerThread thread) {
    locked(() -> starting.remove(thread));
  }

  private @Nullable ProcessTask<?> poll() {
    var first = queue.isEmpty() ? null : queue.iterator().next();
    queue.remove(first);
    return first;
  }

  /** The task was dropped: it need not wait any more. */
  void forget(ProcessTask<?> task) {
    locked(() -> queue.remove(task));
    endNeedless();
  }

  /** Ends the processes that are started for no task, if no task will come. */
  private void endNeedless() {
    lock.lock();
    try {
      if (shutdown && queue.isEmpty()) {
        threads.stream().filter(this::startsForNothing).forEach(WorkerThread::end);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean startsForNothing(WorkerThread thread) {
    return warming.contains(thread) || (starting.contains(thread) && thread.hasDroppedTask());
  }

  private long patience(WorkerThread thread, long since) {
    return isKept()
        ? thread.nanosToWarmUp()
        : Math.max(0, settings.idleNanos()) - (System.nanoTime() - since);
  }

  /** The process of {@code thread} has ended, which may be news to it. */
  void look(WorkerThread thread) {
    lock.lock();
    try {
      thread.look();
    } finally {
      lock.unlock();
    }
  }

  /** The thread's process is gone, and it is about to end; false if it is to go on. */
  boolean leave(WorkerThread thread) {
    lock.lock();
    try {
      leaving.remove(thread);
      if (!queue.isEmpty() || (!shutdown && isKept())) {
        return false;
      }
      remove(thread);
      terminated.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void remove(WorkerThread thread) {
    threads.remove(thread);
    warming.remove(thread);
    numbers.clear(thread.number());
  }

  /** Takes no more tasks. A process that is started for no task is not waited for. */
  void shutdown() {
    lock.lock();
    try {
      shutdown = true;
      idle.dismiss();
      terminated.signalAll();
      endNeedless();
    } finally {
      lock.unlock();
    }
  }

  /** Shuts down, and cancels every task, those that run as well. */
  void stop() {
    shutdown();
    takeQueue().forEach(task -> task.cancel(true));
    runningThreads().forEach(WorkerThread::stop);
  }

  private List<ProcessTask<?>> takeQueue() {
    return locked(
        () -> {
          var waiting = List.<ProcessTask<?>>copyOf(queue);
          queue.clear();
          return waiting;
        });
  }

  private List<WorkerThread> runningThreads() {
    return locked(() -> List.copyOf(threads));
  }

  /** The initializer threw: shuts down, and fails the tasks that no process has. */
  void breakDown(Throwable thrown) {
    lock.lock();
    try {
      broken = thrown;
      shutdown = true;
    } finally {
      lock.unlock();
    }
    var waiting = takeQueue();
    shutdown();
    waiting.forEach(task -> fail(task, thrown));
  }

  private static void fail(ProcessTask<?> task, Throwable thrown) {
    try {
      task.settle(new Reply.Failure(new BrokenPoolException(thrown)));
    } catch (Throwable outOfMemory) {
      // the others are to be told all the same
    }
  }

  /** The processes that run now, by their workers' numbers. */
  List<ProcessHandle> processes() {
    return runningThreads().stream()
        .sorted(Comparator.comparingInt(WorkerThread::number))
        .map(WorkerThread::process)
        .filter(process -> process != null && process.isAlive())
        .toList();
  }

  boolean isShutdown() {
    return shutdown;
  }

  boolean isTerminated() {
    return locked(() -> shutdown && queue.isEmpty() && threads.isEmpty());
  }

  /** The pool, as it is now. */
  @Override
  public String toString() {
    return locked(
        () ->
            "ProcessPool[size = %d, workers = %d, idle = %d, queued = %d%s]"
                .formatted(settings.size(), threads.size(), idle.size(), queue.size(), end()));
  }

  private String end() {
    if (isTerminated()) {
      return broken == null ? ", terminated" : ", broken, terminated";
    }
    return broken != null ? ", broken" : shutdown ? ", shut down" : "";
  }

  boolean awaitTermination(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!isTerminated()) {
        if (left <= 0) {
          return false;
        }
        left = terminated.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }
}
