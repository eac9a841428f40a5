package dev.tandem.threads;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

/**
 * Futures in the order in which they are done: what {@link Futures#asCompleted} gives.
 *
 * <pre>{@code
 * try (Completions<String> completed = Futures.asCompleted(futures)) {
 *   while (completed.hasNext()) {
 *     System.out.println(completed.next().get()); // does not wait any more
 *   }
 * }
 * }</pre>
 *
 * <p>For use by one thread. What a future's task did happens before what follows the {@code next}
 * that gives the future.
 *
 * @param <T> what the futures give
 */
public final class Completions<T> implements AutoCloseable {
  /*
   * Each future that is done tells `done`, once. A CompletableFuture does so by itself. Any other
   * future has no way to call back, or none that could be taken off again, so a thread waits for
   * each, a virtual one where the JVM has them; close() ends those threads by interrupting them.
   *
   * A callback on a CompletableFuture that never completes would stay with it for good. So it is not
   * on the future but on anyOf(future, end), and completing `end` takes it off the future again.
   * Every future has an `end` of its own: a common one would be cleaned up at each completion.
   */
  private final LinkedBlockingQueue<Future<? extends T>> done = new LinkedBlockingQueue<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private volatile boolean closed;
  private ExecutorService waiters;
  private int left;

  /** Watches each of {@code futures} once, even if it stands there twice. */
  Completions(Collection<? extends Future<? extends T>> futures) {
    Set<Future<? extends T>> watched = Collections.newSetFromMap(new IdentityHashMap<>());
    try {
      for (Future<? extends T> future : futures) {
        if (watched.add(requireNonNull(future, "future"))) {
          watch(future);
        }
      }
    } catch (Throwable failure) { // nobody will have us to close
      close();
      throw failure;
    }
    left = watched.size();
  }

  private void watch(Future<? extends T> future) {
    if (future.isDone()) {
      done.add(future);
    } else if (future instanceof CompletableFuture<?> completable) {
      var end = new CompletableFuture<Void>();
      ends.add(end);
      CompletableFuture.anyOf(completable, end).whenComplete((value, failure) -> tell(future));
    } else {
      if (waiters == null) {
        waiters = VirtualThreads.newExecutor();
      }
      waiters.execute(() -> awaitAndTell(future));
    }
  }

  private void tell(Future<? extends T> future) {
    if (!closed) {
      done.add(future);
    }
  }

  private void awaitAndTell(Future<? extends T> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      return; // closed
    } catch (ExecutionException | RuntimeException | Error e) {
      // it is done, and that is all that counts here: whoever gets it sees for themselves
    }
    tell(future);
  }

  /**
   * Tells whether there are futures that {@link #next} has not given.
   *
   * @return true if so, done or not; it does not wait
   */
  public boolean hasNext() {
    return left > 0;
  }

  /**
   * Waits until another future is done. Futures done before the call to {@link Futures#asCompleted}
   * come first, in the order in which they were given.
   *
   * @return the future, done
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing is
   *     skipped
   * @throws NoSuchElementException if all were given, or this is closed
   */
  public Future<T> next() throws InterruptedException {
    requireNext();
    return given(done.take());
  }

  /**
   * Does as {@link #next()}, but waits no longer than {@code timeout}.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return the future, done
   * @throws TimeoutException if no further future was done in time; nothing is skipped
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing is
   *     skipped
   * @throws NoSuchElementException if all were given, or this is closed
   * @throws NullPointerException if {@code timeout} is null
   */
  public Future<T> next(Duration timeout) throws InterruptedException, TimeoutException {
    requireNext();
    var future = done.poll(Timeouts.nanos(timeout), NANOSECONDS);
    if (future == null) {
      throw new TimeoutException(left + " futures were not done within " + timeout);
    }
    return given(future);
  }

  private void requireNext() {
    if (left == 0) {
      throw new NoSuchElementException("every future was given");
    }
  }

  @SuppressWarnings("unchecked") // a Future only gives values
  private Future<T> given(Future<? extends T> future) {
    left--;
    return (Future<T>) future;
  }

  /** Stops watching. The futures themselves go on; no thread and no callback stays behind. */
  @Override
  public void close() {
    left = 0;
    closed = true;
    ends.forEach(end -> end.complete(null));
    ends.clear();
    if (waiters != null) {
      waiters.shutdownNow();
    }
  }
}
