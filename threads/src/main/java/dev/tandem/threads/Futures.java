package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.internal.DoneFutures;
import dev.tandem.threads.internal.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
 * <p>Every method takes any mix of {@link Future}s, and a copy of the collection that it is given:
 *
 * <ul>
 *   <li>A {@code CompletableFuture} calls back, and so does any future with an {@code
 *       addListener(Runnable, Executor)}, such as Guava's. It costs no thread, and keeps nothing of
 *       a wait that was given up; of Guava's kind each keeps one empty listener, however many waits
 *       there were.
 *   <li>For any other, such as those of a {@code ThreadPoolExecutor}, or of a subclass of {@code
 *       CompletableFuture} that has a state of its own, a thread waits for as long as the call, or
 *       the {@link Completions}, lasts: a virtual one from Java 21 on. Before, sixteen platform
 *       threads wait, for all calls together, and one looks at the futures beyond those at least
 *       ten times a second. Waiting for all needs no thread, unless it is such a subclass; nor does
 *       a look with a timeout of zero.
 * </ul>
 *
 * <p>A future is done when it says so, or when its {@code get} has returned or thrown, whatever it
 * threw; see {@link Outcome}. Two futures are two, even if they call themselves equal. One that
 * never will be done, such as that of a task which {@code shutdownNow} dropped from its executor's
 * queue, is waited for without end, or until the time is up.
 *
 * <p><b>Interruption.</b> Every method that may wait throws {@link InterruptedException} if the
 * thread is interrupted before or while it waits, even if it need not wait, and clears the
 * interruption. While a worker of a {@code ForkJoinPool} waits, its pool has another worker run its
 * tasks, if it can have one.
 *
 * <p><b>Threads and memory.</b> Any thread may call any method. What came before a future was done
 * happens before what follows the call that found it done. If a thread is needed and none can be
 * started, a method throws the {@link OutOfMemoryError} that says so. Nothing was lost, cancelled
 * or left behind then, and it may be called again.
 */
public final class Futures {
  private Futures() {}

  /**
   * Gives futures in the order in which they are done: {@code as_completed}.
   *
   * @param futures the futures; one that is given twice comes once
   * @param <T> what the futures give
   * @return the futures, as they come; to be closed
   * @throws NullPointerException if {@code futures} or one of them is null
   */
  public static <T extends @Nullable Object> Completions<T> asCompleted(
      Collection<? extends Future<? extends T>> futures) {
    return Completions.inOrder(copyOf(futures));
  }

  /**
   * Waits for futures: {@code wait}.
   *
   * @param futures the futures; none at all are all done
   * @param returnWhen what to wait for
   * @param <T> what the futures give
   * @return which are done and which are not; none was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits; no future
   *     was cancelled
   * @throws NullPointerException if an argument or a future is null
   */
  public static <T extends @Nullable Object> DoneAndPending<T> await(
      Collection<? extends Future<? extends T>> futures, ReturnWhen returnWhen)
      throws InterruptedException {
    return await(futures, returnWhen, Long.MAX_VALUE);
  }

  /**
   * Does as {@link #await(Collection, ReturnWhen)}, but waits no longer than {@code timeout}.
   *
   * @param futures the futures; none at all are all done
   * @param returnWhen what to wait for
   * @param timeout how long to wait at most; zero or less looks without waiting, and starts no
   *     thread
   * @param <T> what the futures give
   * @return which are done and which are not; none was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits; no future
   *     was cancelled
   * @throws NullPointerException if an argument or a future is null
   */
  public static <T extends @Nullable Object> DoneAndPending<T> await(
      Collection<? extends Future<? extends T>> futures, ReturnWhen returnWhen, Duration timeout)
      throws InterruptedException {
    return await(futures, returnWhen, Timeouts.nanos(timeout));
  }

  private static <T extends @Nullable Object> DoneAndPending<T> await(
      Collection<? extends Future<? extends T>> futures, ReturnWhen returnWhen, long nanos)
      throws InterruptedException {
    var copy = copyOf(futures);
    requireNonNull(returnWhen, "returnWhen");
    Interruptions.throwIfInterrupted();
    Set<Future<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
    if (returnWhen == ReturnWhen.ALL_COMPLETED) {
      awaitAll(copy, nanos, done);
    } else {
      awaitFirst(copy, returnWhen, nanos, done);
    }
    return split(copy, done);
  }

  private static void awaitAll(List<? extends Future<?>> futures, long nanos, Set<Future<?>> done)
      throws InterruptedException {
    long start = System.nanoTime();
    for (var future : futures) {
      if (FutureWaits.await(future, left(nanos, start)) == null) {
        return; // the time is up
      }
      done.add(future);
    }
  }

  private static <T extends @Nullable Object> void awaitFirst(
      List<? extends Future<? extends T>> futures,
      ReturnWhen returnWhen,
      long nanos,
      Set<Future<?>> done)
      throws InterruptedException {
    long start = System.nanoTime();
    try (var completed = new Completions<T>(futures, "await")) {
      while (completed.hasNext()) {
        var next = completed.nextEntry(left(nanos, start));
        if (next == null) {
          return; // the time is up
        }
        done.add(next.future);
        if (returnWhen == ReturnWhen.FIRST_COMPLETED || hasFailed(next.outcome())) {
          return;
        }
      }
    }
  }

  private static long left(long nanos, long start) {
    return nanos == Long.MAX_VALUE || nanos <= 0 ? nanos : nanos - (System.nanoTime() - start);
  }

  private static boolean hasFailed(Outcome<?> outcome) {
    return !outcome.isSuccess() && !outcome.isCancelled();
  }

  @SuppressWarnings("unchecked") // a Future only gives values
  private static <T extends @Nullable Object> DoneAndPending<T> split(
      List<? extends Future<? extends T>> futures, Set<Future<?>> foundDone) {
    var done = new FutureSet<T>();
    var pending = new FutureSet<T>();
    for (var future : futures) {
      boolean isDone = foundDone.contains(future) || DoneFutures.isDone(future);
      (isDone ? done : pending).include((Future<T>) future);
    }
    return new DoneAndPending<>(done, pending);
  }

  /**
   * Waits for all futures and gives their values: asyncio's {@code gather}. If one fails or is
   * cancelled, or this thread is interrupted, the others are cancelled, those that run with an
   * interruption; they are cancelled for no other reason. This does not wait for what was cancelled
   * to end.
   *
   * @param futures the futures
   * @param <T> what the futures give
   * @return their values, in the order of {@code futures}
   * @throws ExecutionException if one failed, with its exception as the cause; what refuses to be
   *     cancelled then is suppressed in it
   * @throws CancellationException if one was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits; the futures
   *     are cancelled
   * @throws NullPointerException if {@code futures} or one of them is null
   */
  public static <T extends @Nullable Object> List<T> gather(
      Collection<? extends Future<? extends T>> futures)
      throws InterruptedException, ExecutionException {
    try {
      return gather(copyOf(futures), Long.MAX_VALUE);
    } catch (TimeoutException in292Years) {
      throw new ExecutionException(in292Years);
    }
  }

  /**
   * Does as {@link #gather(Collection)}, but waits no longer than {@code timeout}. If the time is
   * up first, those that are not done are cancelled, as after a failure: asyncio's {@code
   * wait_for(gather(...))}. ({@link #await(Collection, ReturnWhen, Duration)} cancels none.)
   *
   * @param futures the futures
   * @param timeout how long to wait at most; zero or less looks once
   * @param <T> what the futures give
   * @return their values, in the order of {@code futures}
   * @throws TimeoutException if not all were done in time, and none had failed; what refuses to be
   *     cancelled then is suppressed in it
   * @throws ExecutionException if one failed, with its exception as the cause; what refuses to be
   *     cancelled then is suppressed in it
   * @throws CancellationException if one was cancelled
   * @throws InterruptedException if the thread is interrupted before or while it waits; the futures
   *     are cancelled
   * @throws NullPointerException if an argument or a future is null
   */
  public static <T extends @Nullable Object> List<T> gather(
      Collection<? extends Future<? extends T>> futures, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    long nanos = Timeouts.nanos(timeout);
    return gather(copyOf(futures), nanos);
  }

  private static <T extends @Nullable Object> List<T> gather(
      List<? extends Future<? extends T>> futures, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return values(futures, nanos);
    } catch (InterruptedException
        | ExecutionException
        | CancellationException
        | TimeoutException failure) {
      cancelAll(futures, failure);
      throw failure;
    }
  }

  private static <T extends @Nullable Object> List<T> values(
      List<? extends Future<? extends T>> futures, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    Interruptions.throwIfInterrupted();
    Map<Future<? extends T>, T> values = new IdentityHashMap<>();
    try (var completed = new Completions<T>(futures, "gather")) {
      while (completed.hasNext()) {
        var next = completed.nextEntry(left(nanos, start));
        if (next == null) {
          throw new TimeoutException("not all futures were done in time: " + completed);
        }
        values.put(next.future, next.outcome().get());
      }
    }
    var inOrder = new ArrayList<T>(futures.size());
    for (var future : futures) {
      inOrder.add(values.get(future));
    }
    return inOrder;
  }

  /** Cancels every future, whatever a foreign one makes of it. */
  static void cancelAll(Iterable<? extends Future<?>> futures, Throwable reason) {
    for (var future : futures) {
      try {
        future.cancel(true);
      } catch (Throwable refusal) {
        if (refusal != reason) {
          reason.addSuppressed(refusal);
        }
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
   * @throws InterruptedException if the thread is interrupted before or while it waits; no future
   *     was cancelled
   * @throws NullPointerException if {@code futures} or one of them is null
   */
  public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
      Collection<? extends Future<? extends T>> futures) throws InterruptedException {
    var copy = copyOf(futures);
    Interruptions.throwIfInterrupted();
    var outcomes = new ArrayList<Outcome<T>>(copy.size());
    for (var future : copy) {
      outcomes.add(FutureWaits.await(future));
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
  public static <I extends @Nullable Object, R extends @Nullable Object> MappedResults<R> map(
      ExecutorService executor,
      Iterable<? extends I> inputs,
      Function<? super I, ? extends R> function,
      int lookAhead) {
    return MappedResults.of(
        new StartedTasks<I, R>(
            requireNonNull(executor, "executor"),
            requireNonNull(inputs, "inputs").iterator(),
            requireNonNull(function, "function")),
        lookAhead);
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
  public static <I extends @Nullable Object, R extends @Nullable Object> MappedResults<R> map(
      ExecutorService executor,
      Iterable<? extends I> inputs,
      Function<? super I, ? extends R> function) {
    return map(executor, inputs, function, 2 * Runtime.getRuntime().availableProcessors());
  }

  /** The futures as they are now: what the caller's collection becomes meanwhile is no matter. */
  private static <F extends Future<?>> List<F> copyOf(Collection<F> futures) {
    var copy = new ArrayList<F>(requireNonNull(futures, "futures"));
    for (int i = 0; i < copy.size(); i++) {
      if (copy.get(i) == null) {
        throw new NullPointerException("the future at index " + i + " is null");
      }
    }
    return copy;
  }
}
