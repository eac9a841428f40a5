package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread under test: what it waits for is bounded, and what it throws is kept. */
public final class Running<T> implements Runnable {
  private static final int BOUND_SECONDS = 30;

  private final FutureTask<T> task;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile Thread thread;

  public Running(Callable<T> body) {
    task = new FutureTask<>(body);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    started.countDown();
    task.run();
  }

  /** Returns once the thread waits for something, or fails. */
  public Running<T> untilItWaits() throws InterruptedException {
    if (!started.await(BOUND_SECONDS, SECONDS)) {
      fail("the thread did not start");
    }
    long deadline = System.nanoTime() + SECONDS.toNanos(BOUND_SECONDS);
    while (!isWaiting()) {
      if (task.isDone() || System.nanoTime() > deadline) {
        fail("the thread does not wait: " + thread.getState());
      }
      Thread.onSpinWait();
    }
    return this;
  }

  private boolean isWaiting() {
    var state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  public void interrupt() throws InterruptedException {
    if (!started.await(BOUND_SECONDS, SECONDS)) {
      fail("the thread did not start");
    }
    thread.interrupt();
  }

  public boolean isDone() {
    return task.isDone();
  }

  /** Waits for the thread's end and gives its result. */
  public T result() throws Exception {
    return result(Duration.ofSeconds(BOUND_SECONDS));
  }

  public T result(Duration bound) throws Exception {
    return task.get(bound.toNanos(), NANOSECONDS);
  }

  /** Waits for the thread's end and gives what it threw. */
  public <X extends Throwable> X failure(Class<X> type) {
    var failure = assertThrows(ExecutionException.class, () -> task.get(BOUND_SECONDS, SECONDS));
    return assertInstanceOf(type, failure.getCause());
  }
}
