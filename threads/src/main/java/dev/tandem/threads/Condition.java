package dev.tandem.threads;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A lock and a condition in one: asyncio's and threading's {@code Condition}.
 *
 * <pre>{@code
 * Condition notEmpty = new Condition();
 * Deque<String> letters = new ArrayDeque<>();
 *
 * String take() throws InterruptedException {
 *   try (Guard held = notEmpty.acquire()) {
 *     notEmpty.awaitUntil(() -> !letters.isEmpty());
 *     return letters.remove();
 *   }
 * }
 *
 * void put(String letter) throws InterruptedException {
 *   try (Guard held = notEmpty.acquire()) {
 *     letters.add(letter);
 *     notEmpty.signal();
 *   }
 * }
 * }</pre>
 *
 * <p>Every method but {@link #acquire} needs the lock, and throws {@link
 * IllegalMonitorStateException} without it. Signals reach waiters first come, first served. A
 * signal that reaches a waiter just as it is interrupted, or as its time is up, is not lost: either
 * that waiter returns as signalled, keeping its interruption, or the next one does. {@code await}
 * returns or throws only with the lock held again, however often the thread is interrupted
 * meanwhile. As with any lock, what was done under it happens before what its next holder does.
 *
 * <p>{@code await} may also return without a signal; {@code awaitUntil} looks at its predicate
 * again and is what most programs want. Any thread, platform or virtual, may use a condition. While
 * a worker of a {@code ForkJoinPool} waits for a signal, its pool has another worker run its tasks.
 *
 * <p>How it works: a {@link ReentrantLock} and one of its conditions, whose queue keeps these
 * promises.
 */
public final class Condition {
  private final ReentrantLock lock;
  private final java.util.concurrent.locks.Condition waiters;

  /** Creates a condition with a lock of its own, which is fair and reentrant. */
  public Condition() {
    this(new ReentrantLock(true));
  }

  /**
   * Creates a condition on {@code lock}, which may have others.
   *
   * @param lock the lock to use, as fair as it is
   * @throws NullPointerException if {@code lock} is null
   */
  public Condition(ReentrantLock lock) {
    this.lock = Objects.requireNonNull(lock, "lock");
    this.waiters = lock.newCondition();
  }

  /**
   * Acquires the lock, waiting for it if need be.
   *
   * @return what gives the lock back when it is closed
   * @throws InterruptedException if the thread is interrupted before it has the lock, which it then
   *     does not have; its interruption is cleared
   */
  public Guard acquire() throws InterruptedException {
    return Guard.holdInterruptibly(lock);
  }

  /**
   * Gives the lock back, waits for a signal, and takes the lock again.
   *
   * @throws InterruptedException if the thread is interrupted before it is signalled; the lock is
   *     held again, and the interruption cleared
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void await() throws InterruptedException {
    ConditionWait.await(waiters);
  }

  /**
   * Does as {@link #await()}, but waits for a signal no longer than {@code timeout}. Taking the
   * lock again may take longer.
   *
   * @param timeout how long to wait for a signal at most; zero or less gives the lock back and
   *     takes it again
   * @return false if the time was up first
   * @throws InterruptedException if the thread is interrupted before it is signalled; the lock is
   *     held again, and the interruption cleared
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws NullPointerException if {@code timeout} is null
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return ConditionWait.await(waiters, Timeouts.nanos(timeout));
  }

  /**
   * Waits until {@code predicate} holds, looking at it now and after each signal: asyncio's {@code
   * wait_for}. The predicate is called with the lock held; what it throws is thrown here, with the
   * lock still held.
   *
   * @param predicate what to wait for
   * @throws InterruptedException as {@link #await()}, if there is something to wait for
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws NullPointerException if {@code predicate} is null
   */
  public void awaitUntil(BooleanSupplier predicate) throws InterruptedException {
    requireHeld(predicate);
    while (!predicate.getAsBoolean()) {
      ConditionWait.await(waiters);
    }
  }

  /**
   * Does as {@link #awaitUntil(BooleanSupplier)}, but waits no longer than {@code timeout}.
   *
   * @param predicate what to wait for
   * @param timeout how long to wait at most; zero or less looks at the predicate once
   * @return what the predicate said last: false if the time was up first
   * @throws InterruptedException as {@link #await()}, if there is something to wait for
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws NullPointerException if an argument is null
   */
  public boolean awaitUntil(BooleanSupplier predicate, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + Math.max(0, Timeouts.nanos(timeout));
    requireHeld(predicate);
    while (!predicate.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      ConditionWait.await(waiters, left);
    }
    return true;
  }

  /**
   * Wakes the thread that has waited longest, if any waits.
   *
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void signal() {
    waiters.signal();
  }

  /**
   * Wakes the {@code n} threads that have waited longest, or all if fewer wait. It costs as many
   * steps as it wakes threads, however many wait.
   *
   * @param n how many to wake
   * @throws IllegalArgumentException if {@code n} is negative
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void signal(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("cannot signal " + n + " threads");
    }
    for (int left = n; lock.hasWaiters(waiters) && left > 0; left--) {
      waiters.signal();
    }
  }

  /**
   * Wakes every thread that waits.
   *
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void signalAll() {
    waiters.signalAll();
  }

  /** How many threads wait for a signal. */
  int waiting() {
    return lock.getWaitQueueLength(waiters);
  }

  private void requireHeld(BooleanSupplier predicate) {
    Objects.requireNonNull(predicate, "predicate");
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalMonitorStateException("this thread does not hold the condition's lock");
    }
  }
}
