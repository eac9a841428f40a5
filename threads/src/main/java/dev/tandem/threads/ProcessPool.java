package dev.tandem.threads;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.DAYS;

import dev.tandem.threads.processes.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An executor whose workers are processes, child JVMs of the same Java: {@code
 * concurrent.futures.ProcessPoolExecutor}. Threads use all cores as well; processes isolate. A task
 * that crashes, or eats the memory, takes nobody with it, and a task that will not stop can be
 * stopped.
 *
 * <pre>{@code
 * try (ProcessPool pool = new ProcessPool()) {
 *   CompletableFuture<Long> sum = pool.submit(() -> LongStream.range(0, 1_000).sum());
 *   CompletableFuture<Object> endless = pool.submit(() -> { while (true) {} });
 *   System.out.println(sum.get());
 *   endless.cancel(true); // its process is gone; the next task has another
 * }
 * }</pre>
 *
 * <p><b>Processes</b> are started as tasks come, up to the pool's size, kept for the next tasks,
 * and ended when idle for too long ({@link #builder}). A task that finds none warm waits for a JVM
 * to start. They end with this process, however that ends, {@code kill -9} included. What a task
 * prints goes to this process's standard output directly, and is there before the task's future is
 * done; its standard error passes through {@link System#err}. Its standard input is empty.
 *
 * <p><b>Tasks</b> and their values travel by Java serialization, so both are copies. A task is
 * copied by the call that submits it. If something is not serializable, the future fails with a
 * {@link java.io.NotSerializableException} that names the class. A lambda given to this class
 * travels if what it captures does; a variable that holds one must be a {@link
 * SerializableCallable} or {@link SerializableRunnable}. What wraps tasks on its own, as {@code
 * ExecutorCompletionService} and {@code CompletableFuture.supplyAsync} do, cannot travel; {@link
 * Futures#asCompleted} serves. Tasks start first come, first served.
 *
 * <p><b>Cancellation.</b> Each future is done, and its callbacks run, at once. While its task is
 * queued, no process will see it. While it runs, {@code cancel(true)} kills the process, and those
 * that it started; {@code cancel(false)} interrupts the task's thread, and the process, which is
 * busy until the task ends, lives; a {@code cancel(true)} that follows kills it after all. To
 * complete the future in any other way from outside, as {@code orTimeout} does, kills too. Futures
 * derived from it, as by {@code thenApply}, do not reach the task.
 *
 * <p><b>Deaths.</b> If a worker's process ends by itself, the task that it ran, and no other, fails
 * with a {@link WorkerDiedException}, and is not tried again. Out of memory is a death.
 *
 * <p><b>Failures.</b> What a task throws is its future's exception, or a {@link
 * TaskFailedException} in its place if it cannot travel.
 *
 * <p>Any thread may call any method. What a thread did before it submitted a task is in the task's
 * copy; what the worker did happens before what follows the future's completion. Callbacks run on
 * the thread that serves the worker, or the one that cancels: one that blocks belongs on another
 * executor ({@code thenApplyAsync}). The pool's threads keep this JVM alive while a process is.
 */
public final class ProcessPool implements ExecutorService, AutoCloseable {
  private static final int CHUNKS_AHEAD = 4;

  private final Lanes lanes;
  private final int size;

  /**
   * Creates a pool of as many processes as there are processors, which end when idle for a minute.
   */
  public ProcessPool() {
    this(builder().settings());
  }

  ProcessPool(ProcessPoolSettings settings) {
    lanes = new Lanes(settings);
    size = settings.size();
  }

  /**
   * Lets the number of processes, their memory and other things be chosen.
   *
   * @return a builder of pools
   */
  public static ProcessPoolBuilder builder() {
    return new ProcessPoolBuilder();
  }

  /**
   * Tells a task which worker runs it. Workers that live at the same time have different numbers,
   * from 1 to the pool's size; one that takes another's place takes its number, too.
   *
   * @return the number; empty if this process is not a pool's worker
   */
  public static OptionalInt workerNumber() {
    var number = Integer.getInteger(Launch.WORKER_NUMBER);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * How many processes there may be at once.
   *
   * @return as the builder was told
   */
  public int size() {
    return size;
  }

  /**
   * Tells which processes there are: one that starts is among them, one that ends until it is gone.
   * To kill one is what it is for any process: its task fails with a {@link WorkerDiedException}.
   *
   * @return their handles now, by their workers' numbers
   */
  public List<ProcessHandle> workers() {
    return lanes.processes();
  }

  /**
   * Runs a task in a process.
   *
   * @param task what to run; serializable, whatever its type says
   * @param <T> what it gives
   * @return its future
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code task} is null
   */
  @Override
  public <T> CompletableFuture<T> submit(Callable<T> task) {
    return submitted(requireNonNull(task, "task"), null);
  }

  /**
   * Does as {@link #submit(Callable)}: makes a lambda serializable.
   *
   * @param task what to run
   * @param <T> what it gives
   * @return its future
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code task} is null
   */
  public <T> CompletableFuture<T> submit(SerializableCallable<T> task) {
    return submit((Callable<T>) task);
  }

  /**
   * Does as {@link #submit(Callable)}, and kills the task's process when the task has run for
   * longer than {@code limit}. The future then fails with a {@link TimeoutException}.
   *
   * @param task what to run
   * @param limit how long the task may run, not counting what it waits for a process; zero or less
   *     kills at once
   * @param <T> what it gives
   * @return its future
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if an argument is null
   */
  public <T> CompletableFuture<T> submit(SerializableCallable<T> task, Duration limit) {
    return submitted(requireNonNull(task, "task"), requireNonNull(limit, "limit"));
  }

  /**
   * Does as {@link #submit(Callable)}; the future gives a copy of {@code result}.
   *
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code task} is null
   */
  @Override
  public <T> CompletableFuture<T> submit(Runnable task, T result) {
    return submit(new RunnableTask<>(requireNonNull(task, "task"), result));
  }

  /**
   * Does as {@link #submit(Callable)}; the future gives null.
   *
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code task} is null
   */
  @Override
  public CompletableFuture<?> submit(Runnable task) {
    return submit(task, null);
  }

  /**
   * Does as {@link #submit(Runnable)}: makes a lambda serializable.
   *
   * @param task what to run
   * @return its future, which gives null
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code task} is null
   */
  public CompletableFuture<?> submit(SerializableRunnable task) {
    return submit((Runnable) task);
  }

  /**
   * Runs a task in a process. If it fails, the handler of uncaught exceptions is told, but not if
   * {@link #shutdownNow} cancels it.
   *
   * @throws RejectedExecutionException if the pool was shut down, or the task is not serializable
   * @throws NullPointerException if {@code task} is null
   */
  @Override
  public void execute(Runnable task) {
    var future = new ProcessTask<>(new RunnableTask<>(requireNonNull(task, "task"), null), null);
    if (future.isDone()) {
      throw new RejectedExecutionException("the task cannot travel", failureOf(future));
    }
    future.whenComplete(
        (value, failure) -> {
          if (failure != null && !future.isCancelled()) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
          }
        });
    lanes.add(future);
  }

  /**
   * Does as {@link #execute(Runnable)}: makes a lambda serializable.
   *
   * @param task what to run
   * @throws RejectedExecutionException if the pool was shut down, or the task is not serializable
   * @throws NullPointerException if {@code task} is null
   */
  public void execute(SerializableRunnable task) {
    execute((Runnable) task);
  }

  private <T> ProcessTask<T> submitted(Callable<T> task, Duration limit) {
    var future = new ProcessTask<>(task, limit);
    lanes.add(future);
    return future;
  }

  private static Throwable failureOf(CompletableFuture<?> failed) {
    return failed.handle((value, failure) -> failure).join();
  }

  /**
   * Applies {@code function} to each input in the processes, and gives the results in the order of
   * the inputs: {@code Executor.map}. A task is a chunk of inputs, since to go to another process
   * and back costs more than most functions. The first tasks start at once; not more than {@value
   * #CHUNKS_AHEAD} for each process are under way, or done and not yet asked for.
   *
   * <p>If the function fails, so does its chunk, whose other results are lost. To close the results
   * before the last was given kills the processes of the tasks under way.
   *
   * @param function what to apply
   * @param inputs taken as tasks start, so they may be without end; serializable
   * @param chunkSize how many inputs a task has
   * @param <I> what the inputs are
   * @param <R> what the results are; serializable
   * @return the results, as they come; to be closed
   * @throws IllegalArgumentException if {@code chunkSize} is less than 1
   * @throws NullPointerException if an argument is null
   * @throws RejectedExecutionException if the pool was shut down
   * @throws RuntimeException whatever the iterator of {@code inputs} throws
   */
  public <I, R> MappedResults<R> map(
      SerializableFunction<? super I, ? extends R> function,
      Iterable<? extends I> inputs,
      int chunkSize) {
    requireNonNull(function, "function");
    if (chunkSize < 1) {
      throw new IllegalArgumentException("chunk size must be at least 1, not " + chunkSize);
    }
    var rest = new Inputs<I>(requireNonNull(inputs, "inputs"));
    return new MappedResults<>(
        () -> rest.hasNext() ? submit(Chunk.of(function, rest, chunkSize)) : null,
        Math.multiplyExact(CHUNKS_AHEAD, size));
  }

  /**
   * Runs the tasks and waits until each is done. If this thread is interrupted, they are cancelled,
   * with {@code cancel(true)}.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code tasks} or one of them is null
   */
  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  /**
   * Does as {@link #invokeAll(Collection)}, but waits no longer than {@code timeout}; what is not
   * done then is cancelled, with {@code cancel(true)}.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if an argument or a task is null
   */
  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    var patience = Duration.of(timeout, unit.toChronoUnit());
    var futures = new ArrayList<Future<T>>(tasks.size());
    try {
      submitAll(tasks, futures);
      Futures.await(futures, ReturnWhen.ALL_COMPLETED, patience);
      return futures;
    } finally {
      cancelAll(futures);
    }
  }

  /**
   * Runs the tasks until one succeeds; the others are cancelled, with {@code cancel(true)}.
   *
   * @return what the first to succeed gave
   * @throws ExecutionException if none did, with the last failure as its cause
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws IllegalArgumentException if there is no task
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code tasks} or one of them is null
   */
  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (TimeoutException in292Years) {
      throw new ExecutionException(in292Years);
    }
  }

  /**
   * Does as {@link #invokeAny(Collection)}, but waits no longer than {@code timeout}.
   *
   * @return what the first to succeed gave
   * @throws TimeoutException if none has in time
   * @throws ExecutionException if none did, with the last failure as its cause
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws IllegalArgumentException if there is no task
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if an argument or a task is null
   */
  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("tasks must be at least 1, not none");
    }
    long start = System.nanoTime();
    long patience = unit.toNanos(timeout);
    var futures = new ArrayList<Future<T>>(tasks.size());
    try {
      submitAll(tasks, futures);
      try (var completed = new Completions<T>(futures)) {
        while (true) {
          var left = Duration.ofNanos(patience - (System.nanoTime() - start));
          var outcome = Outcome.of(completed.next(left));
          if (outcome.isSuccess() || !completed.hasNext()) {
            return outcome.get();
          }
        }
      }
    } finally {
      cancelAll(futures);
    }
  }

  private <T> void submitAll(Collection<? extends Callable<T>> tasks, List<Future<T>> futures) {
    for (var task : tasks) {
      futures.add(submit(task));
    }
  }

  /** The last first, so that no process takes one which is cancelled the next moment. */
  private static void cancelAll(List<? extends Future<?>> futures) {
    for (int i = futures.size() - 1; i >= 0; i--) {
      futures.get(i).cancel(true);
    }
  }

  /** Takes no more tasks. Those it has are run; the processes end when there are none left. */
  @Override
  public void shutdown() {
    lanes.shutdown();
  }

  /**
   * Takes no more tasks, and cancels those it has: kills the processes of those that run.
   *
   * @return an empty list: the futures of the tasks that were queued are cancelled, too, so that
   *     nobody waits for them
   */
  @Override
  public List<Runnable> shutdownNow() {
    lanes.stop();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return lanes.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return lanes.isTerminated();
  }

  /**
   * Waits until the pool is shut down, its tasks are done, and no process of it is left.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return true if so, false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return lanes.awaitTermination(unit.toNanos(timeout));
  }

  /**
   * Shuts down and waits until all tasks are done and no process is left. If the thread is
   * interrupted before or while it waits, every task is cancelled, as by {@link #shutdownNow}; the
   * thread stays interrupted. A callback of a future must not close the pool: it would wait for
   * itself.
   */
  @Override
  public void close() {
    shutdown();
    boolean interrupted = false;
    boolean terminated = false;
    while (!terminated) {
      try {
        terminated = awaitTermination(1, DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
        shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
