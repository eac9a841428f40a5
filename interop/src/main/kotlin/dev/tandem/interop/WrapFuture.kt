package dev.tandem.interop

import dev.tandem.coroutines.internal.currentParticipant
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.completeWith
import java.util.concurrent.Future

/**
 * Makes any Java [future] awaitable, be it of a thread pool, of a pool of processes or of another library: asyncio's
 * `wrap_future`.
 *
 * ```
 * suspend fun both(pool: ExecutorService): Int {
 *     val pages = listOf(pool.submit(Callable { fetch("a") }), pool.submit(Callable { fetch("b") }))
 *     return pages.map { wrapFuture(it) }.awaitAll().sumOf { it.length }
 * }
 * ```
 *
 * Both are cancelled together: cancelling the deferred cancels the future, and a future that was cancelled cancels the
 * deferred. Cancelling a coroutine that merely awaits the deferred does neither, as with any deferred; to await a future
 * without one, see [awaitOwned] and [awaitShared]. The deferred has no parent, and so fails none.
 *
 * **A cancelled future is done before its code has ended.** `FutureTask.cancel(true)` interrupts and returns, `cancel(false)`
 * lets the code run on, and either way the future, and so the deferred, is done at once. [runInExecutor] waits for the
 * code's end.
 *
 * What the future's task threw is what `await` throws, without the `ExecutionException` or `CompletionException` around
 * it. What the task did happens before what follows `await`.
 *
 * A future that calls back costs no thread: a `CompletableFuture`, or any that implements `CompletionStage` or has a
 * public `addListener(Runnable, Executor)`, as Guava's have. (A stage that is no future becomes one by
 * `toCompletableFuture()`.) For any other, a thread waits in `get`: a virtual one of its own from Java 21 on, which is
 * pinned to its carrier if that `get` waits in a monitor and the JVM is older than 24. Before, 16 platform threads wait
 * for the first 16 such futures of the whole program, and one makes rounds to see which of the others are done, at least
 * ten times a second. A subclass of `CompletableFuture` that overrides `isDone` or `get` is one that is waited for: its
 * state may be another than that which `CompletableFuture` calls back for. A future that is never done, such as that of
 * a task which `shutdownNow` dropped, is waited for until the deferred is cancelled.
 *
 * Completion handlers of the deferred, and coroutines that await it undispatched, run on the thread that completes the
 * future or waited for it. They may block: no other future is held up by that. What a handler throws goes to that
 * thread's handler of uncaught exceptions, as kotlinx's `CompletionHandlerException`.
 *
 * @param mayInterruptIfRunning what the future's `cancel` is given when the deferred is cancelled: whether the thread that
 *   runs its task is interrupted
 * @throws OutOfMemoryError if a thread must wait, and none can be started; the future is left alone
 */
public fun <T> wrapFuture(future: Future<T>, mayInterruptIfRunning: Boolean = false): Deferred<T> {
    val deferred = CompletableDeferred<T>()
    if (BridgeRecording.crossings()) recordUntilDone(deferred)
    val watch = future.onDone { deferred.completeWith(it) }
    deferred.invokeOnCompletion { failure ->
        watch.close()
        // a done one is left alone: a reentrant cancel() could call the future's other callbacks from within this one
        if (failure != null && !future.hasEnded) future.cancelFor(failure, mayInterruptIfRunning, CALL)
    }
    return deferred
}

private fun recordUntilDone(deferred: CompletableDeferred<*>) {
    val crossing = RecordedCrossing(COROUTINE_TO_FUTURE, CALL, currentParticipant())
    deferred.invokeOnCompletion { crossing.end(if (it == null) Result.success(Unit) else Result.failure(it)) }
}

private const val CALL = "wrapFuture"
