package dev.tandem.interop;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.ExecutorsKt;
import org.jspecify.annotations.Nullable;

/**
 * A scope for Java to start coroutines in: when {@link #close} returns, every one of them has
 * ended. (Only if its thread is interrupted twice it throws before, and says so.)
 *
 * <pre>{@code
 * try (var scope = SuspendScope.open(executor)) {
 *   CompletableFuture<User> user = scope.future(c -> users.load(7, c));
 *   CompletableFuture<Cart> cart = scope.future(c -> carts.load(7, c));
 *   return new Page(user.get(), cart.get());
 * } // both have ended
 * }</pre>
 *
 * <p>There are two kinds, which differ in what becomes of the others when one coroutine fails.
 *
 * <ul>
 *   <li>{@link #open() open}: as an {@code ExecutorService} has it. A failure is the future's of
 *       that one coroutine and leaves the others alone, and {@code close} waits for all of them. If
 *       the rest is of no use after an exception, {@link #cancel} in the {@code catch}. To Kotlin
 *       it is a supervisor: a coroutine that is launched in it and fails has no future to hold its
 *       failure, which goes to the thread's uncaught exception handler.
 *   <li>{@link #failFast() failFast}: as asyncio's {@code TaskGroup} and Kotlin's {@code
 *       coroutineScope} have it. The first failure cancels the others, and is thrown by {@code
 *       close}. So take the results behind the block, where all of them are there:
 * </ul>
 *
 * <pre>{@code
 * CompletableFuture<User> user;
 * CompletableFuture<Cart> cart;
 * try (var scope = SuspendScope.failFast()) {
 *   user = scope.future(c -> users.load(7, c));
 *   cart = scope.future(c -> carts.load(7, c));
 * } // both have ended well, or this has thrown
 * return new Page(user.join(), cart.join());
 * }</pre>
 *
 * <p>An exception that leaves the block itself cancels nothing, in either kind: try-with-resources
 * does not tell {@code close} of it. Nor does a failure interrupt the thread that is in the block.
 *
 * <p>It is a Kotlin {@link CoroutineScope} as well, for Kotlin functions that ask for one. Any
 * thread may call any method.
 */
public final class SuspendScope implements CoroutineScope, AutoCloseable {
  private final ScopeJob job;
  private volatile boolean closed;

  private SuspendScope(CoroutineContext context, boolean failFast) {
    job = ScopeJobKt.scopeJob(requireNonNull(context, "context"), failFast);
  }

  /**
   * Opens a scope whose coroutines run on virtual threads where the JVM has them, and on the
   * threads of {@code Dispatchers.IO} without their limit where it has not.
   *
   * @return a scope to be closed
   */
  public static SuspendScope open() {
    return open(EmptyCoroutineContext.INSTANCE);
  }

  /**
   * Opens a scope whose coroutines run on an executor, which stays the caller's and is not shut
   * down. It must outlive the scope: a coroutine that it refuses is cancelled.
   *
   * @param executor where the coroutines run
   * @return a scope to be closed
   */
  public static SuspendScope open(Executor executor) {
    return open(ExecutorsKt.from(requireNonNull(executor, "executor")));
  }

  /**
   * Opens a scope whose coroutines have a context, such as a dispatcher, a name or an exception
   * handler. Without a dispatcher they run where those of {@link #open()} do. If the context has a
   * {@code Job}, that is the scope's parent: cancelling it cancels the coroutines, it does not end
   * before the scope is closed, and it does not hear of their failures.
   *
   * @param context the coroutines' context
   * @return a scope to be closed
   */
  public static SuspendScope open(CoroutineContext context) {
    return new SuspendScope(context, false);
  }

  /**
   * Opens a scope that the first failure of a coroutine cancels, and whose {@link #close} throws
   * that failure. Its coroutines run where those of {@link #open()} do.
   *
   * @return a scope to be closed
   */
  public static SuspendScope failFast() {
    return failFast(EmptyCoroutineContext.INSTANCE);
  }

  /**
   * Opens a scope that the first failure of a coroutine cancels, and whose {@link #close} throws
   * that failure. Its coroutines run on an executor, as those of {@link #open(Executor)} do.
   *
   * @param executor where the coroutines run
   * @return a scope to be closed
   */
  public static SuspendScope failFast(Executor executor) {
    return failFast(ExecutorsKt.from(requireNonNull(executor, "executor")));
  }

  /**
   * Opens a scope that the first failure of a coroutine cancels, and whose {@link #close} throws
   * that failure. Its coroutines have a context, as those of {@link #open(CoroutineContext)} have;
   * if that has a {@code Job}, it does not hear of the failure either.
   *
   * @param context the coroutines' context
   * @return a scope to be closed
   */
  public static SuspendScope failFast(CoroutineContext context) {
    return new SuspendScope(context, true);
  }

  /**
   * Calls a suspend function in this scope: {@link Suspend#future(CoroutineScope, SuspendCall)}. In
   * a scope that is cancelled already, be it by a failure, the function is not called and the
   * future is cancelled.
   *
   * @param call the call
   * @param <T> what the suspend function gives
   * @return a future of its result
   * @throws IllegalStateException if the scope is closed
   */
  public <T extends @Nullable Object> CompletableFuture<T> future(SuspendCall<T> call) {
    if (closed) {
      throw new IllegalStateException(this + " takes no more calls");
    }
    return Suspend.future(this, call);
  }

  /**
   * Cancels every coroutine of this scope, and waits for none. What is called from now on is
   * cancelled at once. The scope is still to be closed.
   */
  public void cancel() {
    job.cancel(null);
  }

  /**
   * Waits until every coroutine of this scope has ended; those that they still start are waited
   * for, too. While it waits, the thread makes every step that is its own to make, as {@link
   * Suspend}'s {@code block} does. Interrupting the thread, before or while it waits, cancels them
   * all; it still waits for their end, and stays interrupted. If they cannot end, because they need
   * this very thread, a second interruption ends the call: they are left cancelled, and the scope
   * is not closed. What they did happens before this call returns. Closing a closed scope does
   * nothing.
   *
   * @throws CompletionException if the scope is a {@link #failFast} one and a coroutine has failed:
   *     its cause is the first failure, in which the others are suppressed. All coroutines have
   *     ended, and the scope is closed. A cancellation is not a failure
   * @throws IllegalStateException if the thread is interrupted a second time while it waits, and
   *     stays so; or if this thread is seen to run a coroutine of this very scope, which would wait
   *     for itself, or one of another scope on the same executor, whose thread they may need. A
   *     coroutine that calls it behind {@code NonCancellable} is not seen, and waits until it is
   *     interrupted twice
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    SuspendCallsKt.completeAndJoin(this, job);
    closed = true;
    Throwable failure = job.getFailure();
    if (failure != null) {
      throw new CompletionException(failure);
    }
  }

  /** Implements {@link CoroutineScope}, for Kotlin. */
  @Override
  public CoroutineContext getCoroutineContext() {
    return job.getContext();
  }

  /**
   * Tells whether the scope is open, cancelled or closed, and how many coroutines have not ended.
   */
  @Override
  public String toString() {
    String state = closed ? "closed" : job.isCancelled() ? "cancelled" : "open";
    return "SuspendScope[" + state + ", coroutines = " + job.size() + "]";
  }
}
