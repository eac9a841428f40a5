package dev.tandem.threads.processes;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.Futures;
import dev.tandem.threads.MappedResults;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose workers are processes, child JVMs of the same Java: {@code
 * concurrent.futures.ProcessPoolExecutor}. Threads use all cores as well; processes isolate. A task
 * that crashes, or eats the memory, fails alone, and a task that will not stop can be stopped.
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
 * to start, or for another process to become idle, whichever is sooner; {@link
 * ProcessPoolBuilder#minSize} keeps some warm from the beginning, and an {@link
 * ProcessPoolBuilder#initializer} makes each ready. They end with this process, however that ends,
 * {@code kill -9} included. What a task prints goes to this process's standard output directly, and
 * is there before the task's future is done; its standard error passes through {@link System#err},
 * and is dropped where that takes nothing for a second: a worker never waits for it. Its standard
 * input is empty.
 *
 * <p>The {@linkplain dev.tandem.threads.processes package} tells what a process has from this one.
 *
 * <p><b>Tasks</b> and their values travel by Java serialization, so both are copies. A task is
 * copied by the call that submits it. If something is not serializable, the future fails with a
 * {@link java.io.NotSerializableException} that names the class. A lambda given to this class
 * travels if what it captures does; a variable that holds one must be a {@link
 * SerializableCallable} or {@link SerializableRunnable}. Kotlin's {@code Unit} travels, and is the
 * one that there is on both sides; any other singleton that has no {@code readResolve} arrives as
 * another. Classes, those of proxies among them, are found by the context class loader of the
 * thread that built the pool, and in a worker on its class path. Tasks that {@code
 * ExecutorCompletionService} or {@code CompletableFuture.supplyAsync} have wrapped cannot travel;
 * {@link Futures#asCompleted} does what the former does. Tasks start first come, first served.
 *
 * <p><b>Cancellation.</b> Each future is done, and its callbacks run, at once; nothing waits for a
 * process, stopped or busy, and an interrupted thread cancels like any other. While the task is
 * queued, no process will see it, and the pool does not keep it. While it runs, {@code
 * cancel(true)} kills the process, and those that it started; {@code cancel(false)} interrupts the
 * task's thread, once, and the process, which is busy until the task ends, lives; a {@code
 * cancel(true)} that follows kills it after all. Whatever else completes the future from outside,
 * {@code completeAsync} and {@code orTimeout} too, kills; what finds it done changes nothing.
 * Futures derived from it, as by {@code thenApply} or {@code copy}, do not reach the task.
 *
 * <p><b>Deaths.</b> If a worker's process ends by itself, the task that it ran, and no other, fails
 * with a {@link WorkerDiedException}, and is not tried again. Out of memory is a death. A process
 * that ends before it has taken its task in hand costs the task nothing: it goes to another; but
 * where five in a row end so, it fails as well.
 *
 * <p><b>Failures.</b> What a task throws is its future's exception, whatever it is, or a {@link
 * TaskFailedException} in its place if it cannot travel, or throws here as it is asked what it is
 * (by {@code toString}, as whatever wraps it asks): the cause of {@code get}'s {@link
 * ExecutionException}. A task that throws a {@code CancellationException} has failed, and its
 * future is not cancelled. (Callbacks are given that, and a task's own {@code CompletionException},
 * in a {@code CompletionException}, as {@link CompletableFuture} itself would wrap it.) Whatever a
 * task does to its process, its streams, its threads or its exit, its future is done when it has
 * returned, by a reply or by a death. The next task finds what it leaves behind there. A standard
 * stream that it leaves, and that does not end a flush within some seconds, loses what it has not
 * written, and ends the process after the reply.
 *
 * <p><b>Threads and memory.</b> Any thread may call any method. What came before submitting a task
 * is in the task's copy; what the worker did happens before what follows the future's completion.
 * Callbacks run on the thread that serves the worker, or the one that cancels: one that blocks
 * belongs on another executor ({@code thenApplyAsync}). The pool's threads are no daemons,
 * whichever thread submits, and inherit no thread-locals; their class loader is that of the thread
 * that made the pool. They keep this JVM alive while there is a task or a process: if the pool is
 * not closed, until the last process has been idle for its time.
 */
public final class ProcessPool extends AbstractProcessPool {
  private final WorkerScheduler scheduler;
  private final int size;

  /**
   * Creates a pool of as many processes as there are processors, which end when idle for a minute.
   */
  public ProcessPool() {
    this(builder().settings());
  }

  ProcessPool(ProcessPoolSettings settings) {
    scheduler = new WorkerScheduler(settings);
    size = settings.size();
    scheduler.start();
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
    var number = Integer.getInteger(WorkerCommand.WORKER_NUMBER);
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
    return scheduler.processes();
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
  public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task) {
    return submitted(requireNonNull(task, "task"), null);
  }

  /**
   * Does, and throws, as {@link #submit(Callable)}: makes a lambda serializable.
   *
   * @param task what to run
   * @param <T> what it gives
   * @return its future
   */
  public <T extends @Nullable Object> CompletableFuture<T> submit(SerializableCallable<T> task) {
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
  public <T extends @Nullable Object> CompletableFuture<T> submit(
      SerializableCallable<T> task, Duration limit) {
    return submitted(requireNonNull(task, "task"), requireNonNull(limit, "limit"));
  }

  /**
   * Does as {@link #submit(Callable)}; the future gives a copy of {@code result}.
   *
   * @throws RejectedExecutionException if the pool was shut down
   * @throws NullPointerException if {@code task} is null
   */
  @Override
  public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable task, T result) {
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
    return this.<@Nullable Object>submit(task, null);
  }

  /**
   * Does, and throws, as {@link #submit(Runnable)}: makes a lambda serializable.
   *
   * @param task what to run
   * @return its future, which gives null
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
    scheduler.add(ProcessTask.executed(requireNonNull(task, "task"), scheduler));
  }

  /**
   * Does, and throws, as {@link #execute(Runnable)}: makes a lambda serializable.
   *
   * @param task what to run
   */
  public void execute(SerializableRunnable task) {
    execute((Runnable) task);
  }

  private <T extends @Nullable Object> ProcessTask<T> submitted(
      Callable<T> task, @Nullable Duration limit) {
    var future = new ProcessTask<>(task, limit, scheduler);
    scheduler.add(future);
    return future;
  }

  /**
   * Applies {@code function} to each input in the processes, and gives the results in the order of
   * the inputs: {@code Executor.map}. A task is a chunk of inputs, since to go to another process
   * and back costs more than most functions. The first tasks start at once; not more than four for
   * each process are under way, or done and not yet asked for.
   *
   * <p>If the function fails, so does its chunk, whose other results are lost. To close the results
   * before the last was given kills the processes of the tasks under way.
   *
   * @param inputs taken as tasks start, so they may be without end; serializable
   * @param function what to apply
   * @param chunkSize how many inputs a task has
   * @param <I> what the inputs are
   * @param <R> what the results are; serializable
   * @return the results, as they come; to be closed
   * @throws IllegalArgumentException if {@code chunkSize} is less than 1
   * @throws NullPointerException if an argument is null
   * @throws RejectedExecutionException if the pool was shut down
   * @throws RuntimeException whatever the iterator of {@code inputs} throws
   */
  public <I extends @Nullable Object, R extends @Nullable Object> MappedResults<R> map(
      Iterable<? extends I> inputs,
      SerializableFunction<? super I, ? extends R> function,
      int chunkSize) {
    return new Mapping<I, R>(this, inputs, function, chunkSize, null).inOrder();
  }

  /**
   * Does as {@link #map(Iterable, SerializableFunction, int)}, but no longer than {@code limit}
   * from now: what is not done then is killed. The results that are there come, and then {@code
   * next} fails with a {@link TimeoutException} as the cause: {@code Executor.map(timeout)}.
   *
   * @param inputs taken as tasks start, so they may be without end; serializable
   * @param function what to apply
   * @param chunkSize how many inputs a task has
   * @param limit how long until all results must be there; zero or less kills at once
   * @param <I> what the inputs are
   * @param <R> what the results are; serializable
   * @return the results, as they come; to be closed
   * @throws IllegalArgumentException if {@code chunkSize} is less than 1
   * @throws NullPointerException if an argument is null
   * @throws RejectedExecutionException if the pool was shut down
   * @throws RuntimeException whatever the iterator of {@code inputs} throws
   */
  public <I extends @Nullable Object, R extends @Nullable Object> MappedResults<R> map(
      Iterable<? extends I> inputs,
      SerializableFunction<? super I, ? extends R> function,
      int chunkSize,
      Duration limit) {
    requireNonNull(limit, "limit");
    return new Mapping<I, R>(this, inputs, function, chunkSize, limit).inOrder();
  }

  /**
   * Does as {@link #map(Iterable, SerializableFunction, int)}, but gives the results of whichever
   * chunk is done first, so that a slow one holds up no other: {@code Pool.imap_unordered}. Within
   * a chunk they are in the order of the inputs. If the function fails, the results that were there
   * before come first.
   *
   * @param inputs taken as tasks start, so they may be without end; serializable
   * @param function what to apply
   * @param chunkSize how many inputs a task has
   * @param <I> what the inputs are
   * @param <R> what the results are; serializable
   * @return the results, as they come; to be closed
   * @throws IllegalArgumentException if {@code chunkSize} is less than 1
   * @throws NullPointerException if an argument is null
   * @throws RejectedExecutionException if the pool was shut down
   * @throws RuntimeException whatever the iterator of {@code inputs} throws
   */
  public <I extends @Nullable Object, R extends @Nullable Object> MappedResults<R> mapUnordered(
      Iterable<? extends I> inputs,
      SerializableFunction<? super I, ? extends R> function,
      int chunkSize) {
    return new Mapping<I, R>(this, inputs, function, chunkSize, null).unordered();
  }

  /**
   * Does as {@link #mapUnordered(Iterable, SerializableFunction, int)}, with a limit as that of
   * {@link #map(Iterable, SerializableFunction, int, Duration)}.
   *
   * @param inputs taken as tasks start, so they may be without end; serializable
   * @param function what to apply
   * @param chunkSize how many inputs a task has
   * @param limit how long it may take until all results are there; zero or less gives none
   * @param <I> what the inputs are
   * @param <R> what the results are; serializable
   * @return the results, as they come; to be closed
   * @throws IllegalArgumentException if {@code chunkSize} is less than 1
   * @throws NullPointerException if an argument is null
   * @throws RejectedExecutionException if the pool was shut down
   * @throws RuntimeException whatever the iterator of {@code inputs} throws
   */
  public <I extends @Nullable Object, R extends @Nullable Object> MappedResults<R> mapUnordered(
      Iterable<? extends I> inputs,
      SerializableFunction<? super I, ? extends R> function,
      int chunkSize,
      Duration limit) {
    requireNonNull(limit, "limit");
    return new Mapping<I, R>(this, inputs, function, chunkSize, limit).unordered();
  }

  /** Tells how many processes there may be, how many threads serve them, and what is queued. */
  @Override
  public String toString() {
    return scheduler.toString();
  }

  /**
   * Takes no more tasks. Those it has are run; the processes end when there are none left. One that
   * is still being started, its {@link ProcessPoolBuilder#initializer} included, is killed as soon
   * as no task waits for it: because there was none, others have run them, or they were cancelled.
   */
  @Override
  public void shutdown() {
    scheduler.shutdown();
  }

  /**
   * Takes no more tasks, and cancels those it has: kills the processes of those that run.
   *
   * @return an empty list: the futures of the tasks that were queued are cancelled, too, so that no
   *     thread waits for them
   */
  @Override
  public List<Runnable> shutdownNow() {
    scheduler.stop();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return scheduler.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return scheduler.isTerminated();
  }

  /**
   * Waits until the pool is shut down, its tasks are done, and no process of it is left.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return true if so, false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has
   *     changed
   */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return scheduler.awaitTermination(unit.toNanos(timeout));
  }
}
