package dev.tandem.coroutines

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch

/**
 * Runs [block] in this scope, which outlives the caller, and waits for it: asyncio's `shield`.
 *
 * ```
 * suspend fun save(application: CoroutineScope, order: Order) =
 *     application.shield { database.store(order) } // goes on if we are cancelled
 * ```
 *
 * Cancelling the caller ends the wait with the `CancellationException`; [block] goes on, and this scope waits for it as
 * for any child. A caller that is cancelled already starts nothing. Cancelling this scope cancels [block], and the caller
 * gets its `CancellationException`, or what [block] threw as it was cleaning up.
 *
 * A failure of [block] is thrown here and is not the scope's. If the caller was cancelled, and so does not hear of it, it
 * goes to the scope's `CoroutineExceptionHandler`, or else to the thread's uncaught exception handler; nothing is
 * cancelled by it. (A result that nobody hears of is dropped, and so is a `CancellationException`.)
 *
 * The scope must be another's. Inside `launch { }` a `shield { }` without a scope would mean that coroutine's own, which is
 * cancelled with it; this is refused. A scope around the caller's own will do, as far as it reaches: in
 * `withTimeout(1.seconds) { outer.shield { } }` the block outlives the timeout, and not `outer`.
 *
 * @throws IllegalArgumentException if this scope is the caller's own, or that of a child of it: cancelling the caller
 *   would cancel the block; nothing has been started
 */
public suspend fun <T> CoroutineScope.shield(block: suspend CoroutineScope.() -> T): T {
    val caller = currentCoroutineContext()
    caller[Job]?.let { requireNotCancelledWith(it) }
    caller.ensureActive()
    val outcome = CompletableDeferred<Result<T>>()
    launch { outcome.complete(runCatching { coroutineScope(block) }) }
        .invokeOnCompletion { neverBegan -> if (neverBegan != null) outcome.complete(Result.failure(neverBegan)) }
    return heard(outcome).getOrThrow()
}

@OptIn(ExperimentalCoroutinesApi::class)
private fun CoroutineScope.requireNotCancelledWith(caller: Job) {
    generateSequence(coroutineContext[Job]) { it.parent }.forEach {
        require(it !== caller) { "a shield needs a scope that outlives its caller, and $this is cancelled with it" }
    }
}

/** Waits for the outcome. If the caller is cancelled, its failure goes to the scope's handler instead. */
@OptIn(ExperimentalCoroutinesApi::class)
private suspend fun <T> CoroutineScope.heard(outcome: CompletableDeferred<Result<T>>): Result<T> = try {
    outcome.await()
} catch (cancelled: CancellationException) {
    outcome.invokeOnCompletion { outcome.getCompleted().onFailure { report(it) } }
    throw cancelled
}

/** Has a coroutine fail with it, which has the scope's handlers and is nobody's child. */
private fun CoroutineScope.report(failure: Throwable) {
    CoroutineScope(coroutineContext + SupervisorJob() + Dispatchers.Unconfined).launch { throw failure }
}
