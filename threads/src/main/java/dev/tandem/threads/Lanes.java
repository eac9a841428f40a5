package dev.tandem.threads;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** The lanes of a {@link ProcessPool} and the tasks that wait for one, first come, first served. */
final class Lanes {
  /*
   * A task goes to the lane that has been idle for the shortest time, so that those nobody needs
   * grow old and leave; else to a new lane, if there may be one more; else into the queue. So the
   * queue is empty whenever a lane is idle. A lane that leaves counts until its process is gone; if
   * tasks came meanwhile, another takes its place.
   */
  private static final AtomicInteger POOLS = new AtomicInteger();

  private final int pool = POOLS.incrementAndGet();
  private final ProcessPoolSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final java.util.concurrent.locks.Condition terminated = lock.newCondition();
  private final Queue<ProcessTask<?>> queue = new ArrayDeque<>();
  private final Set<Lane> lanes = new HashSet<>();
  private final BitSet numbers = new BitSet();
  private final Deque<Lane> idle = new ArrayDeque<>();
  private boolean shutdown;

  Lanes(ProcessPoolSettings settings) {
    this.settings = settings;
  }

  void add(ProcessTask<?> task) {
    lock.lock();
    try {
      if (shutdown) {
        throw new RejectedExecutionException("the process pool was shut down");
      }
      if (!task.isWanted()) {
        return; // it could not be serialized
      }
      if (idle.isEmpty()) {
        startOne();
        queue.add(task);
      } else {
        idle.pop().hand(task);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Starts a lane for what the queue has, or is about to have, if there may be one more. */
  private void startOne() {
    if (lanes.size() < settings.size()) {
      int number = numbers.nextClearBit(1);
      var lane = new Lane(number, settings, this, lock.newCondition());
      new PoolThread(lane, "process-pool-" + pool + "-" + number, settings.loader()).start();
      numbers.set(number);
      lanes.add(lane);
    }
  }

  /** Waits until {@code lane} has a task; false if none comes in time, or ever. */
  boolean awaitTask(Lane lane) {
    lock.lock();
    try {
      lane.hand(queue.poll());
      if (lane.current() == null && !shutdown) {
        idle.push(lane);
        lane.awaitHand(settings.idleNanos());
        idle.remove(lane);
      }
      return lane.current() != null;
    } finally {
      lock.unlock();
    }
  }

  /** The lane's process is gone, and its thread about to end. */
  void leave(Lane lane) {
    lock.lock();
    try {
      lanes.remove(lane);
      numbers.clear(lane.number());
      if (!queue.isEmpty()) {
        startOne();
      }
      terminated.signalAll();
    } finally {
      lock.unlock();
    }
  }

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
  }

  /** Shuts down, and cancels every task, those that run as well. */
  void stop() {
    List<ProcessTask<?>> waiting;
    List<Lane> running;
    lock.lock();
    try {
      shutdown();
      waiting = List.copyOf(queue);
      running = List.copyOf(lanes);
      queue.clear();
    } finally {
      lock.unlock();
    }
    waiting.forEach(task -> task.cancel(true));
    running.forEach(Lane::stop);
  }

  /** The processes that run now, by their workers' numbers. */
  List<ProcessHandle> processes() {
    lock.lock();
    try {
      return lanes.stream()
          .sorted(Comparator.comparingInt(Lane::number))
          .map(Lane::process)
          .filter(process -> process != null && process.isAlive())
          .toList();
    } finally {
      lock.unlock();
    }
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
