package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The results of a function over many inputs, in the order of the inputs: what {@link Futures#map}
 * gives.
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
  private final ArrayDeque<Future<R>> ahead = new ArrayDeque<>();
  private final Runnable startOne;

  <I> MappedResults(
      ExecutorService executor,
      Iterable<? extends I> inputs,
      Function<? super I, ? extends R> function,
      int lookAhead) {
    requireNonNull(executor, "executor");
    requireNonNull(function, "function");
    if (lookAhead < 1) {
      throw new IllegalArgumentException("look-ahead must be at least 1, not " + lookAhead);
    }
    Iterator<? extends I> rest = inputs.iterator();
    startOne =
        () -> {
          if (rest.hasNext()) {
            I input = rest.next();
            ahead.add(executor.submit(() -> function.apply(input)));
          }
        };
    for (int i = 0; i < lookAhead; i++) {
      startNext();
    }
  }

  /** Starts the next input's task, if there is one; if that fails, nothing is left running. */
  private void startNext() {
    try {
      startOne.run();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Tells whether there are results that {@link #next} has not given.
   *
   * @return true if so; it does not wait
   */
  public boolean hasNext() {
    return !ahead.isEmpty();
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
   * @throws java.util.concurrent.RejectedExecutionException if the executor refuses the next task;
   *     the others are cancelled
   * @throws NoSuchElementException if all results were given
   */
  public R next() throws InterruptedException, ExecutionException {
    if (ahead.isEmpty()) {
      throw new NoSuchElementException("every result was given");
    }
    R result;
    try {
      result = ahead.element().get();
    } catch (ExecutionException | RuntimeException e) {
      close();
      throw e;
    }
    ahead.remove();
    startNext();
    return result;
  }

  /** Cancels the tasks under way, interrupting those that run, and starts no more. */
  @Override
  public void close() {
    for (var task = ahead.poll(); task != null; task = ahead.poll()) {
      task.cancel(true);
    }
  }
}
