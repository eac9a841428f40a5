package dev.tandem.interop;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.processes.SerializableCallable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.CoroutineScope;
import org.jspecify.annotations.Nullable;

/**
 * Java calls Kotlin's suspend functions, and implements them.
 *
 * <p>Given, in Kotlin,
 *
 * <pre>{@code
 * interface Users {
 *     suspend fun load(id: Int): User
 * }
 * }</pre>
 *
 * Java waits for a user on its thread, or takes a future of one,
 *
 * <pre>{@code
 * User user = Suspend.block(c -> users.load(7, c));
 * CompletableFuture<User> later = Suspend.future(scope, c -> users.load(7, c));
 * }</pre>
 *
 * and has users of its own for Kotlin to load:
 *
 * <pre>{@code
 * final class RemoteUsers implements Users {
 *   @Override
 *   public Object load(int id, Continuation<? super User> c) {
 *     return Suspend.await(client.sendAsync(id), c);
 *   }
 * }
 * }</pre>
 *
 * <p>or, with code that blocks, by {@link #toThread} and {@link #runInExecutor}.
 *
 * <p>Of a lambda, the type of the result comes from where it goes: write {@code User user =}, or
 * {@code Suspend.<User>block(...)}, not {@code var user =}. A method reference, such as {@code
 * users::loadAny}, tells it by itself.
 *
 * <p>A trap: of a {@code suspend fun all(): List<User>} whose {@code User} is not final, such as an
 * interface, Java sees a continuation of {@code List<? extends User>}. So {@code List<User> all =
 * Suspend.block(users::all)} does not compile. These do:
 *
 * <pre>{@code
 * List<? extends User> all = Suspend.block(users::all);
 * var same = Suspend.block(users::all);
 * List<User> copied = List.copyOf(Suspend.block(users::all));
 * }</pre>
 *
 * <h2>Blocking</h2>
 *
 * <p>The four forms of {@code block} run the suspend function as a coroutine, and return when it
 * has ended, and every coroutine that it started in its own context with it.
 *
 * <ul>
 *   <li><b>Every step is made by the calling thread</b>, from the first to the last, and those of
 *       the coroutines that the function starts as well; nothing changes threads. If a context has
 *       a dispatcher, the function begins and goes on there instead, and this thread only waits; so
 *       what that dispatcher confines stays confined. If a context has a {@code Job}, that is the
 *       coroutine's parent: cancelling it cancels the coroutine, whose failure it does not hear of.
 *   <li><b>Structured</b>, as in {@code runBlocking}: if the function fails, the coroutines that it
 *       started are cancelled, and if one of those fails, the function is. The first failure comes
 *       out, with the others as suppressed ones, when all have ended.
 *   <li><b>Nothing is lost.</b> Interrupting the thread cancels the coroutine, and so does the end
 *       of the timeout; then the call waits until the coroutine has ended. Only if it ends
 *       cancelled, {@link InterruptedException} or {@link TimeoutException} is thrown. If it has a
 *       result, or fails, at that very moment, that is what comes out, and an interruption stays
 *       set on the thread. An interruption is heard between two steps; the end of the timeout also
 *       in the middle of one, by a function that computes and looks whether it is active, or by
 *       {@code runInterruptible}.
 *   <li><b>It gives the thread back.</b> A coroutine may need this very thread for its end, if the
 *       thread is the only one of a dispatcher, for instance. A second interruption ends the call
 *       then, and so does the end of a grace of one second after the end of the timeout: with an
 *       {@code InterruptedException} or a {@code TimeoutException} whose message says that the
 *       coroutine has not ended. The coroutine is left cancelled. It goes on on {@code
 *       Dispatchers.Virtual}, and if it fails later, its {@code CoroutineExceptionHandler} or the
 *       thread's uncaught exception handler gets the failure. Without a timeout, one interruption
 *       waits for the end as long as it takes.
 *   <li>What the suspend function throws is thrown as it is. Kotlin declares no exceptions, so a
 *       checked one is thrown undeclared: {@code catch (Exception e)} and look with {@code e
 *       instanceof IOException}. A function that was cancelled throws {@link
 *       java.util.concurrent.CancellationException}.
 *   <li>What came before the call happens before what the coroutine does, and that happens before
 *       what follows the call.
 *   <li>What is started in the function's context but not under its job, and so outlives the call,
 *       goes on on {@code Dispatchers.Virtual}.
 * </ul>
 *
 * <p>Any thread may call it. While it waits, it makes every step that is this thread's to make:
 * those of a {@code block} or {@code runBlocking} that this one is called in, and of unconfined
 * coroutines. So nothing waits for a step that only the waiting thread can make, and calls may be
 * nested as deeply as one likes. (An outer call returns only after the inner one has.) A virtual
 * thread that waits leaves its carrier, and a worker of a {@code ForkJoinPool} is replaced
 * meanwhile.
 *
 * <p>What cannot work is to block the only thread that the suspend function needs elsewhere: the
 * single thread of a dispatcher, in a context that is given or by the function's own {@code
 * withContext}, or the last free worker of {@code Dispatchers.Default}. Where that can be seen it
 * is an {@link IllegalStateException}, and no wait: when the dispatcher given is the one that the
 * calling thread runs a coroutine for, however many threads it has, and either a coroutine of a
 * {@link SuspendScope}, of {@link #future} or of a {@code block} with a context, or the main
 * dispatcher. (That of {@code runBlocking} needs no other thread than the one that waits, and is
 * not refused.) Otherwise it waits until it is interrupted or the time is up.
 */
public final class Suspend {
  private Suspend() {}

  /**
   * Calls a suspend function, and waits on this thread for its result.
   *
   * @param call the call
   * @param <T> what the suspend function gives
   * @return its result
   * @throws InterruptedException if the thread is interrupted before the call, which then is not
   *     made, or while it waits; its interruption is cleared
   */
  public static <T extends @Nullable Object> T block(SuspendCall<T> call)
      throws InterruptedException {
    return block(EmptyCoroutineContext.INSTANCE, call);
  }

  /**
   * Calls a suspend function, and waits on this thread for its result, but no longer than {@code
   * timeout}, and than the function then takes to end, a second at most.
   *
   * @param timeout how long to wait at most; zero or less does not wait, but lets the function run
   *     until it suspends
   * @param call the call
   * @param <T> what the suspend function gives
   * @return its result
   * @throws TimeoutException if the time is up; the coroutine was cancelled and has ended, unless
   *     the message says that it has not
   * @throws InterruptedException if the thread is interrupted before the call, which then is not
   *     made, or while it waits; its interruption is cleared
   */
  public static <T extends @Nullable Object> T block(Duration timeout, SuspendCall<T> call)
      throws InterruptedException, TimeoutException {
    return block(EmptyCoroutineContext.INSTANCE, timeout, call);
  }

  /**
   * Calls a suspend function in a context, such as a dispatcher or a scope's, and waits on this
   * thread for its result.
   *
   * @param context the coroutine's context
   * @param call the call
   * @param <T> what the suspend function gives
   * @return its result
   * @throws InterruptedException if the thread is interrupted before the call, which then is not
   *     made, or while it waits; its interruption is cleared
   * @throws IllegalStateException if this thread is seen to run a coroutine for the context's
   *     dispatcher; the call is not made
   */
  public static <T extends @Nullable Object> T block(CoroutineContext context, SuspendCall<T> call)
      throws InterruptedException {
    return CallBlockingKt.callBlocking(context, null, call);
  }

  /**
   * Calls a suspend function in a context, and waits on this thread for its result, but no longer
   * than {@code timeout}, and than the function then takes to end, a second at most.
   *
   * @param context the coroutine's context
   * @param timeout how long to wait at most; zero or less does not wait, but lets the function run
   *     until it suspends; where the context has a dispatcher, the function may not begin then
   * @param call the call
   * @param <T> what the suspend function gives
   * @return its result
   * @throws TimeoutException if the time is up; the coroutine was cancelled and has ended, unless
   *     the message says that it has not
   * @throws InterruptedException if the thread is interrupted before the call, which then is not
   *     made, or while it waits; its interruption is cleared
   * @throws IllegalStateException if this thread is seen to run a coroutine for the context's
   *     dispatcher; the call is not made
   */
  public static <T extends @Nullable Object> T block(
      CoroutineContext context, Duration timeout, SuspendCall<T> call)
      throws InterruptedException, TimeoutException {
    return CallBlockingKt.callBlocking(context, requireNonNull(timeout, "timeout"), call);
  }

  /**
   * Calls a suspend function in a scope, on the scope's dispatcher, and gives a future of its
   * result at once.
   *
   * <p>Cancelling the future cancels the coroutine, and so does completing it in any other way, as
   * {@code orTimeout} does; the future is done then, though the coroutine may still be ending.
   * Cancelling the scope cancels the future. A failure completes the future with the very
   * exception, which {@code get} wraps in an {@code ExecutionException}; as with any coroutine, it
   * also cancels a scope that is no supervisor ({@link SuspendScope} is one). In a scope that is
   * cancelled already, the function is not called and the future is cancelled.
   *
   * @param scope who owns the coroutine
   * @param call the call
   * @param <T> what the suspend function gives
   * @return a future of its result
   */
  public static <T extends @Nullable Object> CompletableFuture<T> future(
      CoroutineScope scope, SuspendCall<T> call) {
    return SuspendCallsKt.future(scope, call);
  }

  /**
   * Calls a suspend function in a scope, as {@link #future(CoroutineScope, SuspendCall)} does, and
   * cancels it when {@code timeout} is up, counted from this call.
   *
   * <p>Unlike {@code orTimeout}, it loses nothing: the future is done when the coroutine has ended,
   * so it may be done later than {@code timeout}, by what the function takes to end, and by what
   * its dispatcher takes to come to it. Only if the function ends cancelled, the future fails with
   * a {@link TimeoutException}. If it has a result, or fails, at that very moment, that is what the
   * future has.
   *
   * @param scope who owns the coroutine
   * @param timeout how long the function may take; zero or less does not call it, and the future
   *     fails
   * @param call the call
   * @param <T> what the suspend function gives
   * @return a future of its result
   */
  public static <T extends @Nullable Object> CompletableFuture<T> future(
      CoroutineScope scope, Duration timeout, SuspendCall<T> call) {
    return SuspendCallsKt.future(scope, timeout, call);
  }

  /**
   * Waits for a stage without blocking: the whole body of a suspend function that Java implements.
   *
   * <p>The caller gets the stage's result, or its failure without the {@code CompletionException}
   * around it. Cancelling the caller cancels the stage, through {@code
   * stage.toCompletableFuture().cancel(false)}, and does not wait for it; a stage that somebody
   * else cancels throws its {@code CancellationException} in the caller, which is not cancelled by
   * that. The caller goes on on its own dispatcher. What came before the stage's completion happens
   * before what follows the call.
   *
   * @param stage what to wait for
   * @param continuation the continuation that the suspend function was called with
   * @param <T> what the suspend function gives
   * @return what the suspend function must return, as it is
   * @throws UnsupportedOperationException if the stage has no {@code toCompletableFuture}
   */
  public static <T extends @Nullable Object> @Nullable Object await(
      CompletionStage<T> stage, Continuation<? super T> continuation) {
    return SuspendCallsKt.awaitStage(stage, continuation);
  }

  /**
   * Runs blocking code on a virtual thread of its own, without blocking the caller: the whole body
   * of a suspend function that Java implements with code that blocks.
   *
   * <pre>{@code
   * @Override
   * public Object load(int id, Continuation<? super User> c) {
   *   return Suspend.toThread(() -> statement.executeQuery(id), c);
   * }
   * }</pre>
   *
   * <p>Cancelling the caller interrupts the thread, waits until the code has ended, and then throws
   * the {@code CancellationException}; what the code returned or threw by then is dropped. What the
   * code throws is thrown in the caller as it is. What came before this call happens before the
   * code, and the code before what follows the call. Before Java 21 the thread is one of {@code
   * Dispatchers.IO}, without its limit.
   *
   * @param callable the blocking code
   * @param continuation the continuation that the suspend function was called with
   * @param <T> what the code gives
   * @return what the suspend function must return, as it is
   */
  public static <T extends @Nullable Object> @Nullable Object toThread(
      Callable<T> callable, Continuation<? super T> continuation) {
    return SuspendCallsKt.callOnThread(callable, continuation);
  }

  /**
   * Runs blocking code on an executor, without blocking the caller: the whole body of a suspend
   * function that Java implements with code that blocks.
   *
   * <p>Cancelling the caller, exceptions and memory are as in {@link #toThread}; code that has not
   * begun when the caller is cancelled never does. An executor of other processes, such as a {@code
   * ProcessPool}, is given the callable alone, which must be serializable with what it captures;
   * Kotlin's {@code runInExecutor} has the rest of that contract.
   *
   * @param executor where the code runs
   * @param callable the blocking code
   * @param continuation the continuation that the suspend function was called with
   * @param <T> what the code gives
   * @return what the suspend function must return, as it is. If the executor refuses the task, or
   *     cancels it of its own accord, the caller gets a {@code RejectedExecutionException}
   */
  public static <T extends @Nullable Object> @Nullable Object runInExecutor(
      ExecutorService executor,
      SerializableCallable<T> callable,
      Continuation<? super T> continuation) {
    return RunInExecutorKt.runInExecutor(executor, false, callable, continuation);
  }
}
