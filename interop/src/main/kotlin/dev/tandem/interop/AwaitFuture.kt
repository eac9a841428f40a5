package dev.tandem.interop

import kotlinx.coroutines.suspendCancellableCoroutine
import java.util.concurrent.Future

/**
 * Waits for a future that is **the caller's own**: cancelling the caller cancels the future.
 *
 * ```
 * suspend fun load(id: Int): Order = client.loadAsync(id).awaitOwned() // nobody else has this future
 * ```
 *
 * This is what kotlinx's `CompletionStage.await` does under a name that does not tell (kotlinx.coroutines #4329), and
 * right where the caller is the only one to wait. For a future that others have as well there is [awaitShared].
 *
 * A cancelled caller cancels the future and throws the `CancellationException` at once. The future's task may still run
 * then: `FutureTask.cancel(true)` returns before the code that it interrupts has ended. [runInExecutor] waits for
 * that. If the future is done already, the call gives its outcome, even to a caller that is cancelled, or on a thread
 * that is interrupted, and stays so.
 *
 * How it waits, and what comes out, is as with [wrapFuture]. A future that somebody else cancelled makes this throw its
 * `CancellationException`, as `Deferred.await` does, though the caller is not cancelled.
 *
 * @param mayInterruptIfRunning what the future's `cancel` is given: whether the thread that runs its task is interrupted
 */
public suspend fun <T> Future<T>.awaitOwned(mayInterruptIfRunning: Boolean = false): T =
    await(OWNED) { reason -> cancelFor(reason, mayInterruptIfRunning, OWNED) }

/**
 * Waits for a future that **others have as well**: cancelling the caller ends the wait, and leaves the future alone.
 *
 * ```
 * val configuration: CompletableFuture<Configuration> = loadConfiguration()
 *
 * suspend fun port(): Int = configuration.awaitShared().port // may time out, and hurts no other reader
 * ```
 *
 * A cancelled caller throws the `CancellationException` at once and leaves nothing behind on a `CompletableFuture` or a
 * `FutureTask`, however often that happens; a future that calls back but takes no callback back, such as Guava's, keeps
 * one empty callback until it is done, however many callers there were. If the future is done already, the call gives
 * its outcome, even to a caller that is cancelled, or on a thread that is interrupted, and stays so.
 *
 * How it waits, and what comes out, is as with [wrapFuture]. A future that somebody cancelled makes this throw its
 * `CancellationException`, as `Deferred.await` does, though the caller is not cancelled.
 */
public suspend fun <T> Future<T>.awaitShared(): T = await("awaitShared") {}

private const val OWNED = "awaitOwned"

private suspend fun <T> Future<T>.await(call: String, onCancel: (Throwable) -> Unit): T {
    if (hasEnded) return outcome().getOrThrow()
    return if (BridgeRecording.crossings()) {
        recordedToFuture(call) { awaitEnd(onCancel) }
    } else {
        awaitEnd(onCancel)
    }
}

private suspend fun <T> Future<T>.awaitEnd(onCancel: (Throwable) -> Unit): T = suspendCancellableCoroutine { caller ->
    val watch = onDone(caller::resumeWith)
    caller.invokeOnCancellation { reason ->
        watch.close()
        if (reason != null) onCancel(reason)
    }
}
