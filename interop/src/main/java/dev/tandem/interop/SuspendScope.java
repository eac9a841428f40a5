package dev.tandem.interop;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.CompletableJob;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.SupervisorKt;
import org.jspecify.annotations.NullMarked;
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
 * <p>It treats its coroutines as an {@code ExecutorService} treats its tasks: a failure is the
 * future's of that one coroutine and leaves the others alone, and {@code close} waits for all of
 * them. If the rest is of no use after an exception, {@link #cancel} in the {@code catch}.
 *
 * <p>It is a Kotlin {@link CoroutineScope} as well, for Kotlin functions that ask for one; a
 * coroutine that is launched in it and fails has no future to hold its failure, which goes to the
 * thread's uncaught exception handler, as in any supervisor. Any thread may call any method.
 */
@NullMarked
public final class SuspendScope implements CoroutineScope, AutoCloseable {
  private final CompletableJob job = SupervisorKt.SupervisorJob(null);
  private final CoroutineContext context;
  private volatile boolean closed;

  private SuspendScope(CoroutineDispatcher dispatcher) {
    context = job.plus(dispatcher).plus(Running.Companion.mark());
  }

  /**
   * Opens a scope whose coroutines run on virtual threads where the JVM has them, and on the
   * threads of {@code Dispatchers.IO} without their limit where it has not.
   *
   * @return a scope to be closed
   */
  public static SuspendScope open() {
    return new SuspendScope(VirtualDispatcherKt.getVirtual(Dispatchers.INSTANCE));
  }

  /**
   * Opens a scope whose coroutines run on an executor, which stays the caller's and is not shut
   * down. It must outlive the scope: a coroutine that it refuses is cancelled.
   *
   * @param executor where the coroutines run
   * @return a scope to be closed
   */
  public static SuspendScope open(Executor executor) {
    return new SuspendScope(ExecutorsKt.from(Objects.requireNonNull(executor, "executor")));
  }

  /**
   * Calls a suspend function in this scope: {@link Suspend#future}.
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
  }

  /** Implements {@link CoroutineScope}, for Kotlin. */
  @Override
  public CoroutineContext getCoroutineContext() {
    return context;
  }

  /** Names the scope's state. */
  @Override
  public String toString() {
    return "SuspendScope[" + (closed ? "closed" : job.isCancelled() ? "cancelled" : "open") + "]";
  }
}
