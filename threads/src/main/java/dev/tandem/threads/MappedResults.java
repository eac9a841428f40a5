package dev.tandem.threads;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The results of a function over many inputs, in the order of the inputs: what {@link Futures#map}
 * and {@link ProcessPool#map} give. Those of {@link ProcessPool#mapUnordered} come as they are
 * done.
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
public final class MappedResults<R> implements AutoCloseable {
  private final ArrayDeque<Future<List<R>>> ahead = new ArrayDeque<>();
  private final Supplier<Future<List<R>>> startOne;

  /** What is left of the last task's results. */
  private Iterator<R> results = Collections.emptyIterator();

  /** Why no further task could be started; thrown once the results before it were given. */
  private Throwable refusal;

  /**
   * Starts the first tasks.
   *
   * @param startOne takes the next input, or several, and starts a task for their results; gives
   *     null if there are no more inputs
   * @param lookAhead how many tasks may be ahead
   */
  MappedResults(Supplier<Future<List<R>>> startOne, int lookAhead) {
    this.startOne = startOne;
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

  private boolean startNext() {
    var started = startOne.get(); // which takes an input, or several: a failure ends the iteration
    return started != null && ahead.add(started);
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
   * @throws java.util.concurrent.CancellationException if a task was cancelled from elsewhere; the
   *     others are cancelled too
   * @throws java.util.concurrent.RejectedExecutionException if the executor refused a task: thrown
   *     when all results before it were given
   * @throws RuntimeException whatever the inputs' iterator, or the executor, threw, be it even an
   *     {@code Error} or an undeclared checked exception: likewise. It comes in the place of the
   *     result that there is none of, and none comes after it
   * @throws NoSuchElementException if all results were given, or this is closed
   */
  public R next() throws InterruptedException, ExecutionException {
    if (!hasNext()) {
      throw new NoSuchElementException("every result was given");
    }
    FutureWaits.requireNotInterrupted();
    if (!results.hasNext()) {
      results = nextTask().iterator();
    }
    R next = results.next();
    if (!results.hasNext()) {
      results = Collections.emptyIterator(); // what was given is the caller's alone
    }
    return next;
  }

  private List<R> nextTask() throws InterruptedException, ExecutionException {
    if (ahead.isEmpty()) {
      throw refused();
    }
    List<R> given = outcomeOf(ahead.element());
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

  private List<R> outcomeOf(Future<List<R>> task) throws InterruptedException, ExecutionException {
    var outcome = FutureWaits.await(task, Long.MAX_VALUE);
    try {
      return outcome.get();
    } catch (ExecutionException | CancellationException failure) {
      cancelRest(failure);
      throw failure;
    }
  }

  private RuntimeException refused() {
    var thrown = refusal;
    refusal = null;
    throw MappedResults.<RuntimeException>undeclared(thrown);
  }

  /** Throws {@code thrown}, of whatever type: foreign code need not declare it either. */
  @SuppressWarnings("unchecked") // the compiler takes X for unchecked
  static <X extends Throwable> RuntimeException undeclared(Throwable thrown) throws X {
    throw (X) thrown;
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
}
