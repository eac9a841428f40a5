package dev.tandem.threads;

import dev.tandem.threads.processes.Answer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** The lanes of a {@link ProcessPool} and the tasks that wait for one, first come, first served. */
final class Lanes {
  /*
   * A task goes to the lane that has been idle for the shortest time, so that those nobody needs
   * grow old and leave; else into the queue, and there to a lane that warms up, or to a new one, if
   * there may be one more. So the queue is empty whenever a lane is idle, and a task in it has a
   * lane that will come for it.
   *
   *   new ──► idle ◄──► busy          An idle lane leaves when its time is up, unless the minimum
   *            │ ▲                    would not be met without it. One that stays, and has no
   *            │ └──► warming up      process, warms up: it is busy, but no task has it.
   *            └──► leaving ──► gone
   *
   * A lane that leaves counts for the size until its process is gone, but not for the minimum: the
   * idle ones look whether they are of it now. If tasks came meanwhile, it stays.
   *
   * A task that is dropped in the queue leaves it at once. When the pool is shut down and the queue
   * is empty, no process that is being started has a task to come: each is killed.
   */
  private static final AtomicInteger POOLS = new AtomicInteger();

  private final int pool = POOLS.incrementAndGet();
  private final ProcessPoolSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final java.util.concurrent.locks.Condition terminated = lock.newCondition();
  private final Set<ProcessTask<?>> queue = new LinkedHashSet<>(); // in the order of coming
  private final Set<Lane> lanes = new HashSet<>();
  private final BitSet numbers = new BitSet();
  private final Deque<Lane> idle = new ArrayDeque<>();
  private final Set<Lane> warming = new HashSet<>();
  private final Set<Lane> leaving = new HashSet<>();
  private volatile boolean shutdown; // written with the lock
  private Throwable broken;

  Lanes(ProcessPoolSettings settings) {
    this.settings = settings;
  }

  /** Starts the lanes of the minimum. */
  void start() {
    lock.lock();
    try {
      while (lanes.size() < settings.minSize()) {
        startOne();
      }
    } catch (Throwable outOfMemory) { // or of threads: nobody will have the pool to close
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
        idle.pop().hand(task);
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

  /** Starts a lane for what the queue is about to have, or to be kept, if there may be one more. */
  private void startOne() {
    if (lanes.size() < settings.size()) {
      int number = numbers.nextClearBit(1);
      var lane = new Lane(number, settings, this, lock.newCondition());
      var thread = new PoolThread(lane, "process-pool-" + pool + "-" + number, settings.loader());
      if (isMinimum(lanes.size() + 1)) {
        warming.add(lane);
      }
      lanes.add(lane);
      numbers.set(number);
      try {
        thread.start();
      } catch (Throwable outOfThreads) {
        remove(lane);
        throw outOfThreads;
      }
    }
  }

  private boolean isMinimum(int count) {
    return count - leaving.size() <= settings.minSize();
  }

  private boolean isKept() {
    return isMinimum(lanes.size());
  }

  /** Waits until {@code lane} has a task, or should warm up; false if it should leave. */
  boolean awaitWork(Lane lane) {
    boolean works = isGivenWork(lane);
    if (shutdown) {
      needless().forEach(Lane::stop); // the last task may have left the queue
    }
    return works;
  }

  private boolean isGivenWork(Lane lane) {
    lock.lock();
    try {
      warming.remove(lane);
      lane.hand(poll());
      boolean works = lane.current() != null || (!shutdown && isGivenWorkWhileIdle(lane));
      if (!works) {
        leaving.add(lane);
        lookAtMinimum();
      }
      return works;
    } finally {
      lock.unlock();
    }
  }

  private boolean isGivenWorkWhileIdle(Lane lane) {
    long since = System.nanoTime();
    idle.push(lane);
    try {
      while (lane.current() == null && !shutdown) {
        if (isKept() && lane.nanosToWarmUp() == 0) {
          return warming.add(lane);
        }
        long left = patience(lane, since);
        if (left <= 0) {
          break;
        }
        lane.awaitHand(left);
      }
      return lane.current() != null;
    } finally {
      idle.remove(lane);
    }
  }

  private ProcessTask<?> poll() {
    var tasks = queue.iterator();
    if (!tasks.hasNext()) {
      return null;
    }
    var first = tasks.next();
    tasks.remove();
    return first;
  }

  /** Has the idle lanes look whether they are kept now. */
  private void lookAtMinimum() {
    if (settings.minSize() > 0) {
      idle.forEach(Lane::look);
    }
  }

  /** The task was dropped: it need not wait any more. */
  void forget(ProcessTask<?> task) {
    lock.lock();
    try {
      queue.remove(task);
    } finally {
      lock.unlock();
    }
    needless().forEach(Lane::stop);
  }

  /** The lanes that start a process for no task, if no task will come. */
  private List<Lane> needless() {
    lock.lock();
    try {
      return shutdown && queue.isEmpty()
          ? lanes.stream()
              .filter(lane -> warming.contains(lane) || lane.startsForNothing())
              .toList()
          : List.of();
    } finally {
      lock.unlock();
    }
  }

  private long patience(Lane lane, long since) {
    return isKept()
        ? lane.nanosToWarmUp()
        : Math.max(0, settings.idleNanos()) - (System.nanoTime() - since);
  }

  /** The process of {@code lane} has ended, which may be news to it. */
  void look(Lane lane) {
    lock.lock();
    try {
      lane.look();
    } finally {
      lock.unlock();
    }
  }

  /** The lane's process is gone, and its thread about to end; false if it is to go on. */
  boolean leave(Lane lane) {
    lock.lock();
    try {
      leaving.remove(lane);
      if (!queue.isEmpty() || (!shutdown && isKept())) {
        return false;
      }
      remove(lane);
      terminated.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void remove(Lane lane) {
    lanes.remove(lane);
    warming.remove(lane);
    numbers.clear(lane.number());
  }

  /** Takes no more tasks. A process that is started for no task is not waited for. */
  void shutdown() {
    lock.lock();
    try {
      shutdown = true;
      idle.forEach(Lane::dismiss);
      idle.clear();
      terminated.signalAll();
    } finally {
      lock.unlock();
    }
    needless().forEach(Lane::stop);
  }

  /** Shuts down, and cancels every task, those that run as well. */
  void stop() {
    shutdown();
    takeQueue().forEach(task -> task.cancel(true));
    runningLanes().forEach(Lane::stop);
  }

  private List<ProcessTask<?>> takeQueue() {
    lock.lock();
    try {
      var waiting = List.<ProcessTask<?>>copyOf(queue);
      queue.clear();
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private List<Lane> runningLanes() {
    lock.lock();
    try {
      return List.copyOf(lanes);
    } finally {
      lock.unlock();
    }
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
      task.settle(new Answer.Failure(new BrokenPoolException(thrown)));
    } catch (Throwable outOfMemory) {
      // the others shall be told all the same
    }
  }

  /** The processes that run now, by their workers' numbers. */
  List<ProcessHandle> processes() {
    return runningLanes().stream()
        .sorted(Comparator.comparingInt(Lane::number))
        .map(Lane::process)
        .filter(process -> process != null && process.isAlive())
        .toList();
  }

  boolean isShutdown() {
    lock.lock();
    try {
      return shutdown;
    } finally {
      lock.unlock();
    }
  }

  boolean isTerminated() {
    lock.lock();
    try {
      return shutdown && queue.isEmpty() && lanes.isEmpty();
    } finally {
      lock.unlock();
    }
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
}
