package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.internal.SneakyThrow;
import dev.tandem.threads.internal.Timeouts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of a function over many inputs, in the order of the inputs: what {@link Futures#map}
 * gives, and {@code map} of a {@code ProcessPool}. Those of its {@code mapUnordered} come as they
 * are done.
 *
 * <pre>{@code
 * try (MappedResults<Integer> sizes = Futures.map(executor, urls, url -> fetch(url).length(), 8)) {
 *   while (sizes.hasNext()) {
 *     System.out.println(sizes.next());
 *   }
 * }
 * }</pre>
 *
 * <p>No more tasks than the look-ahead are under way, or done and not yet asked for. Inputs are
 * taken one by one, as tasks are started, by the thread that uses this; it is for use by one
 * thread.
 *
 * @param <R> what the results are
 */
public final class MappedResults<R extends @Nullable Object> implements AutoCloseable {
  private final ArrayDeque<Future<List<R>>> ahead = new ArrayDeque<>();
  private final Iterator<? extends Future<List<R>>> tasks;

  /** What is left of the last task's results. */
  private Iterator<R> results = Collections.emptyIterator();

  /** Why no further task could be started; thrown once the results before it were given. */
  private @Nullable Throwable refusal;

  private MappedResults(Iterator<? extends Future<List<R>>> tasks, int lookAhead) {
    this.tasks = requireNonNull(tasks, "tasks");
    if (lookAhead < 1) {
      throw new IllegalArgumentException("look-ahead must be at least 1, not " + lookAhead);
    }
    try {
      while (ahead.size() < lookAhead && startNext()) {
        // until far enough ahead
      }
    } catch (Throwable failure) {
      Futures.cancelAll(lastFirst(), failure);
      throw failure;
    }
  }

  /**
   * Gives the results of tasks that an iterator starts: what {@link Futures#map} is made of, for
   * tasks that have several inputs each, and executors that are none of the JDK's.
   *
   * @param tasks starts a task at each {@code next}, for one input or several, and gives the future
   *     of their results; this takes the place of the executor and the inputs
   * @param lookAhead how many tasks may be under way, or done and not yet asked for
   * @param <R> what the results are
   * @return the results, in the order of the tasks; to be closed
   * @throws IllegalArgumentException if {@code lookAhead} is less than 1
   * @throws NullPointerException if {@code tasks} is null
   * @throws RuntimeException whatever {@code tasks} throws
   */
  public static <R extends @Nullable Object> MappedResults<R> of(
      Iterator<? extends Future<List<R>>> tasks, int lookAhead) {
    return new MappedResults<>(tasks, lookAhead);
  }

  private boolean startNext() {
    return tasks.hasNext() && ahead.add(requireNonNull(tasks.next(), "a task's future"));
  }

  /**
   * Tells whether there are results that {@link #next} has not given.
   *
   * @return true if so; it does not wait
   */
  public boolean hasNext() {
    return results.hasNext() || !ahead.isEmpty() || refusal != null;
  }

  /**
   * Waits for the next input's result, and starts one more task.
   *
   * @return the result
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing is
   *     skipped, and the tasks go on
   * @throws ExecutionException if the function failed, with its exception as the cause; the tasks
   *     under way are cancelled, no more are started, and there is no next result
   * @throws CancellationException if a task was cancelled from elsewhere; the others are cancelled
   *     too
   * @throws java.util.concurrent.RejectedExecutionException if the executor refused a task: thrown
   *     when all results before it were given
   * @throws RuntimeException whatever the inputs' iterator, or the executor, threw, an {@code
   *     Error} or an undeclared checked exception included: thrown when all results before it were
   *     given, in the place of the next one, and no result follows
   * @throws NoSuchElementException if all results were given, or this is closed
   */
  public R next() throws InterruptedException, ExecutionException {
    try {
      return next(Long.MAX_VALUE);
    } catch (TimeoutException in292Years) {
      throw new ExecutionException(in292Years);
    }
  }

  /**
   * Does as {@link #next()}, but waits no longer than {@code timeout}. If the time is up first, the
   * tasks go on and nothing is skipped: the next call waits for the same result, and {@link #close}
   * cancels what is under way.
   *
   * @param timeout how long to wait at most; zero or less looks once
   * @return the result
   * @throws TimeoutException if the result was not there in time
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing is
   *     skipped, and the tasks go on
   * @throws ExecutionException as {@link #next()}
   * @throws NoSuchElementException if all results were given, or this is closed
   * @throws RuntimeException as {@link #next()}
   */
  public R next(Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    return next(Timeouts.nanos(timeout));
  }

  private R next(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
    if (!hasNext()) {
      throw new NoSuchElementException("every result was given");
    }
    Interruptions.throwIfInterrupted();
    if (!results.hasNext()) {
      results = nextTask(nanos).iterator();
    }
    R next = results.next();
    if (!results.hasNext()) {
      results = Collections.emptyIterator(); // what was given is the caller's alone
    }
    return next;
  }

  private List<R> nextTask(long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (ahead.isEmpty()) {
      throw refused();
    }
    List<R> given = resultsOf(ahead.element(), nanos);
    ahead.remove();
    if (refusal == null) {
      try {
        startNext();
      } catch (Throwable e) { // not now: there are results to give first
        refusal = e;
      }
    }
    return given;
  }

  private List<R> resultsOf(Future<List<R>> task, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    var outcome = FutureWaits.await(task, nanos);
    if (outcome == null) {
      throw new TimeoutException("the next result was not there in time: " + this);
    }
    try {
      return outcome.get();
    } catch (ExecutionException | CancellationException failure) {
      cancelRest(failure);
      throw failure;
    }
  }

  private RuntimeException refused() {
    var thrown = requireNonNull(refusal);
    refusal = null;
    throw SneakyThrow.thrown(thrown);
  }

  /** So that no executor begins a task which is cancelled the next moment. */
  private Iterable<Future<List<R>>> lastFirst() {
    return ahead::descendingIterator;
  }

  private void cancelRest(Throwable reason) {
    Futures.cancelAll(lastFirst(), reason);
    ahead.clear();
    refusal = null;
  }

  /**
   * Cancels the tasks under way, interrupting those that run, and starts no more.
   *
   * @throws IllegalStateException if a task refused to be cancelled, with what it threw suppressed;
   *     the others are cancelled
   */
  @Override
  public void close() {
    results = Collections.emptyIterator();
    if (ahead.isEmpty()) {
      refusal = null;
      return;
    }
    var refusals = new IllegalStateException("not every task could be cancelled");
    cancelRest(refusals);
    if (refusals.getSuppressed().length > 0) {
      throw refusals;
    }
  }

  /** Tells how many tasks are under way, or done and not yet asked for. */
  @Override
  public String toString() {
    return "MappedResults[tasks ahead = " + ahead.size() + "]";
  }
}
