package dev.tandem.threads;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that is nothing but a future; tests override its methods. */
class ForeignFuture<T> implements Future<T> {
  private final Future<T> real;

  ForeignFuture(Future<T> real) {
    this.real = real;
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    return real.cancel(mayInterrupt);
  }

  @Override
  public boolean isCancelled() {
    return real.isCancelled();
  }

  @Override
  public boolean isDone() {
    return real.isDone();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    return real.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return real.get(timeout, unit);
  }
}
