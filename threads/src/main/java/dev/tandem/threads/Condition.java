package dev.tandem.threads;

import dev.tandem.threads.internal.Names;
import dev.tandem.threads.internal.RecordedWait;
import dev.tandem.threads.internal.Timeouts;
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
 * <p>Every method but {@link #acquire}, {@link #waiters} and {@link #toString} needs the lock, and
 * throws {@link IllegalMonitorStateException} without it. {@code await} may also return without a
 * signal; {@code awaitUntil} looks at its predicate again and is what most programs want.
 *
 * <p><b>Fairness.</b> Waiters are served first come, first served.
 *
 * <p><b>Interruption.</b> A signal that reaches a waiter just as it is interrupted, or as its time
 * is up, is not lost: either that waiter returns as signalled, and stays interrupted, or the next
 * one does. {@code await} returns or throws only with the lock held again, however often the thread
 * is interrupted meanwhile.
 *
 * <p><b>Threads and memory.</b> Any thread, platform or virtual, may use a condition. What came
 * before giving the lock back happens before what follows taking it. While a worker of a {@code
 * ForkJoinPool} waits for a signal, its pool has another worker run its tasks, if it can have one.
 *
 * <p>How it works: a {@link ReentrantLock} and one of its conditions, whose queue keeps these
 * promises.
 */
public final class Condition {
  private static final String KIND = "condition";

  private final ReentrantLock lock;
  private final java.util.concurrent.locks.Condition signals;

  /**
   * A node for each thread that waits in {@code signals}, which tells the lock's holder alone how
   * many those are. Changed with the lock held: a signal takes out the first node, as the JDK wakes
   * the first thread, and a thread that comes back without a signal takes out its own.
   */
  private final WaitQueue<Void> nodes;

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
    this.signals = lock.newCondition();
    this.nodes = new WaitQueue<>(lock, this, KIND);
  }

  /**
   * Acquires the lock, waiting for it if need be.
   *
   * @return what gives the lock back when it is closed
   * @throws InterruptedException if the thread is interrupted before or while it waits; it does not
   *     have the lock then
   */
  public Guard acquire() throws InterruptedException {
    return Guard.holdInterruptibly(lock);
  }

  /**
   * Gives the lock back, waits for a signal, and takes the lock again.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is
   *     held again, and no signal was used
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void await() throws InterruptedException {
    awaitSignal(Long.MAX_VALUE);
  }

  /**
   * Does as {@link #await()}, but waits for a signal no longer than {@code timeout}. Taking the
   * lock again may take longer.
   *
   * @param timeout how long to wait for a signal at most; zero or less gives the lock back and
   *     takes it again
   * @return false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is
   *     held again, and no signal was used
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws NullPointerException if {@code timeout} is null
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return awaitSignal(Timeouts.nanos(timeout));
  }

  private boolean awaitSignal(long nanos) throws InterruptedException {
    requireHeld();
    var node = new Waiter<Void>(null, nanos);
    nodes.add(node);
    try {
      return RecordedWait.isOn()
          ? RecordedWait.of(Names.of(this), KIND, () -> ConditionWait.await(signals, nanos))
          : ConditionWait.await(signals, nanos);
    } finally {
      nodes.discard(node);
    }
  }

  /**
   * Waits until {@code predicate} holds, looking at it now and after each signal: asyncio's {@code
   * wait_for}. The predicate is called with the lock held; what it throws is thrown here, with the
   * lock still held.
   *
   * @param predicate what to wait for
   * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is
   *     held again, and no signal was used. If the predicate holds, it does not wait, and does not
   *     look for an interruption
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws NullPointerException if {@code predicate} is null
   */
  public void awaitUntil(BooleanSupplier predicate) throws InterruptedException {
    Objects.requireNonNull(predicate, "predicate");
    requireHeld();
    while (!predicate.getAsBoolean()) {
      awaitSignal(Long.MAX_VALUE);
    }
  }

  /**
   * Does as {@link #awaitUntil(BooleanSupplier)}, but waits no longer than {@code timeout}.
   *
   * @param predicate what to wait for
   * @param timeout how long to wait at most; zero or less looks at the predicate once
   * @return what the predicate said last: false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits; the lock is
   *     held again, and no signal was used. If the predicate holds, it does not wait, and does not
   *     look for an interruption
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws NullPointerException if an argument is null
   */
  public boolean awaitUntil(BooleanSupplier predicate, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + Math.max(0, Timeouts.nanos(timeout));
    Objects.requireNonNull(predicate, "predicate");
    requireHeld();
    while (!predicate.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      awaitSignal(left);
    }
    return true;
  }

  /**
   * Wakes the thread that has waited longest, if any waits.
   *
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void signal() {
    signals.signal();
    nodes.poll();
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
    requireHeld();
    for (int left = n; lock.hasWaiters(signals) && left > 0; left--) {
      signal();
    }
  }

  /**
   * Wakes every thread that waits.
   *
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   */
  public void signalAll() {
    signals.signalAll();
    while (nodes.poll() != null) {
      // each is signalled
    }
  }

  /**
   * Tells how many threads wait for a signal. This does not need the lock; but without it, a thread
   * that was interrupted, or whose time is up, may count until it has the lock again.
   *
   * @return their number now
   */
  public int waiters() {
    return lock.isHeldByCurrentThread() ? lock.getWaitQueueLength(signals) : nodes.size();
  }

  /** Tells how many threads wait for a signal. */
  @Override
  public String toString() {
    return "Condition[waiters = " + waiters() + "]";
  }

  private void requireHeld() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalMonitorStateException("this thread does not hold the condition's lock");
    }
  }
}
