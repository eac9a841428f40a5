package dev.tandem.threads;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Waiting for several futures at once, and mapping a function over many inputs: {@code
 * concurrent.futures}' {@code wait}, {@code as_completed} and {@code Executor.map}, and asyncio's
 * {@code gather}.
 *
 * <pre>{@code
 * List<Future<String>> pages = new ArrayList<>();
 * for (String url : urls) {
 *   pages.add(executor.submit(() -> fetch(url)));
 * }
 * DoneAndPending<String> soon = Futures.await(pages, ReturnWhen.ALL_COMPLETED, Duration.ofSeconds(1));
 * soon.pending().forEach(late -> late.cancel(true));
 * for (Outcome<String> page : Futures.gatherOutcomes(pages)) {
 *   System.out.println(page.isSuccess() ? page.value() : page.failure());
 * }
 * }</pre>
 *
 * <p>Every method takes any mix of {@link Future}s: of {@code CompletableFuture}s, which call back,
 * and of others, such as those of a {@code ThreadPoolExecutor}, which cannot. For each of the
 * others that is not done, waiting for whichever comes first holds a thread for as long as the
 * call, or the {@link Completions}, lasts: a virtual one from Java 21 on, a platform one before.
 * Waiting for all needs none. Nothing polls.
 *
 * <p>A future that never will be done, such as that of a task which {@code shutdownNow} dropped
 * from its executor's queue, is waited for as long as anybody waits for it.
 *
 * <p>What a future's task did happens before what follows the call that found it done. Any thread
 * may call any method.
 */
public final class Futures {
  private Futures() {}

  /**
   * Gives futures in the order in which they are done: {@code as_completed}.
   *
   * @param futures the futures; one that stands there twice is given once
   * @param <T> what the futures give
   * @return the futures, as they come; to be closed
   * @throws NullPointerException if {@code futures} or one of them is null
   */
  public static <T> Completions<T> asCompleted(Collection<? extends Future<? extends T>> futures) {
    return new Completions<>(requireNonNulls(futures));
  }

  /**
   * Waits for futures: {@code wait}.
   *
   * @param futures the futures; none at all are all done
   * @param returnWhen what to wait for
   * @param <T> what the futures give
   * @return which are done and which are not; none was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws NullPointerException if an argument or a future is null
   */
  public static <T> DoneAndPending<T> await(
      Collection<? extends Future<? extends T>> futures, ReturnWhen returnWhen)
      throws InterruptedException {
    return await(futures, returnWhen, Long.MAX_VALUE);
  }

  /**
   * Does as {@link #await(Collection, ReturnWhen)}, but waits no longer than {@code timeout}.
   *
   * @param futures the futures; none at all are all done
   * @param returnWhen what to wait for
   * @param timeout how long to wait at most; zero or less looks without waiting
   * @param <T> what the futures give
   * @return which are done and which are not; none was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws NullPointerException if an argument or a future is null
   */
  public static <T> DoneAndPending<T> await(
      Collection<? extends Future<? extends T>> futures, ReturnWhen returnWhen, Duration timeout)
      throws InterruptedException {
    return await(futures, returnWhen, Timeouts.nanos(timeout));
  }

  private static <T> DoneAndPending<T> await(
      Collection<? extends Future<? extends T>> futures, ReturnWhen returnWhen, long nanos)
      throws InterruptedException {
    requireNonNulls(futures);
    requireNonNull(returnWhen, "returnWhen");
    requireNotInterrupted();
    long start = System.nanoTime();
    long patience = Math.max(0, nanos);
    try {
      if (returnWhen == ReturnWhen.ALL_COMPLETED) {
        awaitAll(futures, start, patience);
      } else {
        awaitFirst(futures, returnWhen, start, patience);
      }
    } catch (TimeoutException e) {
      // whatever is done by now is the answer
    }
    return split(futures);
  }

  private static void awaitAll(Collection<? extends Future<?>> futures, long start, long nanos)
      throws InterruptedException, TimeoutException {
    for (var future : futures) {
      awaitDone(future, nanos - (System.nanoTime() - start));
    }
  }

  private static void awaitDone(Future<?> future, long nanos)
      throws InterruptedException, TimeoutException {
    try {
      future.get(Math.max(0, nanos), NANOSECONDS);
    } catch (ExecutionException | CancellationException e) {
      // done all the same
    }
  }

  private static <T> void awaitFirst(
      Collection<? extends Future<? extends T>> futures,
      ReturnWhen returnWhen,
      long start,
      long nanos)
      throws InterruptedException, TimeoutException {
    try (var completed = new Completions<T>(futures)) {
      while (completed.hasNext()) {
        var future =
            completed.next(Duration.ofNanos(Math.max(0, nanos - (System.nanoTime() - start))));
        if (returnWhen == ReturnWhen.FIRST_COMPLETED || hasFailed(future)) {
          return;
        }
      }
    }
  }

  private static boolean hasFailed(Future<?> done) throws InterruptedException {
    var outcome = Outcome.of(done);
    return !outcome.isSuccess() && !outcome.isCancelled();
  }

  @SuppressWarnings("unchecked") // a Future only gives values
  private static <T> DoneAndPending<T> split(Collection<? extends Future<? extends T>> futures) {
    Set<Future<T>> done = new LinkedHashSet<>();
    Set<Future<T>> pending = new LinkedHashSet<>();
    for (var future : futures) {
      (future.isDone() ? done : pending).add((Future<T>) future);
    }
    return new DoneAndPending<>(
        Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
  }

  /**
   * Waits for all futures and gives their values: asyncio's {@code gather}. The first to fail, or
   * to be cancelled, has the others cancelled, with interruption of those that run; so has an
   * interruption of this thread. It does not wait for what was cancelled to take notice.
   *
   * @param futures the futures
   * @param <T> what the futures give
   * @return their values, in the order of {@code futures}
   * @throws ExecutionException if one failed, with its exception as the cause
   * @throws CancellationException if one was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws NullPointerException if {@code futures} or one of them is null
   */
  public static <T> List<T> gather(Collection<? extends Future<? extends T>> futures)
      throws InterruptedException, ExecutionException {
    requireNonNulls(futures);
    try (var completed = new Completions<T>(futures)) {
      while (completed.hasNext()) {
        completed.next().get();
      }
      var values = new ArrayList<T>(futures.size());
      for (var future : futures) {
        values.add(future.get());
      }
      return values;
    } catch (Throwable failure) {
      cancelAll(futures, failure);
      throw failure;
    }
  }

  /** Cancels every future, whatever a foreign one makes of it. */
  static void cancelAll(Iterable<? extends Future<?>> futures, Throwable reason) {
    for (var future : futures) {
      try {
        future.cancel(true);
      } catch (RuntimeException | Error refusal) {
        reason.addSuppressed(refusal);
      }
    }
  }

  /**
   * Waits for all futures and gives the outcome of each: asyncio's {@code gather} with {@code
   * return_exceptions=True}. No future is cancelled, whatever happens.
   *
   * @param futures the futures
   * @param <T> what the futures give
   * @return their outcomes, in the order of {@code futures}
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws NullPointerException if {@code futures} or one of them is null
   */
  public static <T> List<Outcome<T>> gatherOutcomes(
      Collection<? extends Future<? extends T>> futures) throws InterruptedException {
    requireNonNulls(futures);
    requireNotInterrupted();
    var outcomes = new ArrayList<Outcome<T>>(futures.size());
    for (var future : futures) {
      outcomes.add(Outcome.of(future));
    }
    return outcomes;
  }

  /**
   * Applies {@code function} to each input on {@code executor}, a few at a time, and gives the
   * results in the order of the inputs: {@code Executor.map}. The first tasks start at once.
   *
   * @param executor runs the function
   * @param inputs taken one by one as tasks start, so they may be without end
   * @param function what to apply, on several threads at once
   * @param lookAhead how many tasks may be under way, or done and not yet asked for
   * @param <I> what the inputs are
   * @param <R> what the results are
   * @return the results, as they come; to be closed, which cancels what is under way
   * @throws IllegalArgumentException if {@code lookAhead} is less than 1
   * @throws NullPointerException if an argument is null
   * @throws java.util.concurrent.RejectedExecutionException if {@code executor} refuses a task
   * @throws RuntimeException whatever the iterator of {@code inputs} throws
   */
  public static <I, R> MappedResults<R> map(
      ExecutorService executor,
      Iterable<? extends I> inputs,
      Function<? super I, ? extends R> function,
      int lookAhead) {
    requireNonNull(executor, "executor");
    requireNonNull(function, "function");
    Iterator<? extends I> rest = inputs.iterator();
    return new MappedResults<>(
        () -> rest.hasNext() ? started(executor, rest.next(), function) : null, lookAhead);
  }

  private static <I, R> Future<List<R>> started(
      ExecutorService executor, I input, Function<? super I, ? extends R> function) {
    return executor.submit(() -> Collections.singletonList(function.apply(input)));
  }

  /**
   * Does as {@link #map(ExecutorService, Iterable, Function, int)} with a look-ahead of twice the
   * processors, which keeps them busy where the function computes.
   *
   * @param executor runs the function
   * @param inputs taken one by one as tasks start, so they may be without end
   * @param function what to apply, on several threads at once
   * @param <I> what the inputs are
   * @param <R> what the results are
   * @return the results, as they come; to be closed, which cancels what is under way
   * @throws NullPointerException if an argument is null
   * @throws java.util.concurrent.RejectedExecutionException if {@code executor} refuses a task
   */
  public static <I, R> MappedResults<R> map(
      ExecutorService executor,
      Iterable<? extends I> inputs,
      Function<? super I, ? extends R> function) {
    return map(executor, inputs, function, 2 * Runtime.getRuntime().availableProcessors());
  }

  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static <T> Collection<? extends Future<? extends T>> requireNonNulls(
      Collection<? extends Future<? extends T>> futures) {
    requireNonNull(futures, "futures").forEach(future -> requireNonNull(future, "future"));
    return futures;
  }
}
