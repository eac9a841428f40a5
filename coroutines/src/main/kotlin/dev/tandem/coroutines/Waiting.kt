package dev.tandem.coroutines

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.time.Duration

/**
 * What [await] found: asyncio's `done, pending = await asyncio.wait(...)`.
 *
 * @property done those that were done, in the order in which they were given
 * @property pending those that were not
 */
public data class DoneAndPending<out T>(public val done: Set<Deferred<T>>, public val pending: Set<Deferred<T>>)

/**
 * Waits for these deferreds: asyncio's `wait`.
 *
 * ```
 * suspend fun fastest(pages: List<Deferred<String>>): String {
 *     val (done, pending) = pages.await(ReturnWhen.FIRST_COMPLETED, timeout = 5.seconds)
 *     pending.forEach { it.cancel() }
 *     return done.first().await()
 * }
 * ```
 *
 * It looks at them and touches none: nothing is cancelled when the time is up, nor when the caller is cancelled, which
 * ends the wait with the `CancellationException` and leaves nothing behind on any of them. A failure is not thrown; it
 * is in the deferred. What a deferred's coroutine did happens before what follows the call that found it done.
 *
 * @param returnWhen what to wait for; of no deferreds, all are done
 * @param timeout how long to wait at most; zero or less looks without waiting
 */
public suspend fun <T> Collection<Deferred<T>>.await(
    returnWhen: ReturnWhen = ReturnWhen.ALL_COMPLETED,
    timeout: Duration = Duration.INFINITE,
): DoneAndPending<T> {
    if (timeout.isPositive()) {
        withTimeoutOrNull(timeout) {
            eachAsCompleted { done ->
                returnWhen == ReturnWhen.FIRST_COMPLETED ||
                    (returnWhen == ReturnWhen.FIRST_EXCEPTION && done.hasFailed())
            }
        }
    }
    val (done, pending) = partition { it.isCompleted }
    return DoneAndPending(done.toSet(), pending.toSet())
}

@OptIn(ExperimentalCoroutinesApi::class)
private fun Deferred<*>.hasFailed(): Boolean {
    val failure = getCompletionExceptionOrNull()
    return failure != null && failure !is CancellationException
}

/**
 * These deferreds in the order in which they are done: asyncio's `as_completed`.
 *
 * ```
 * suspend fun show(pages: List<Deferred<String>>) =
 *     pages.asCompleted().collect { page -> println(page.await()) } // does not suspend any more
 * ```
 *
 * The flow is cold, and watches the deferreds while it is collected. Those done already come first, in their order; one
 * that stands there twice comes once. Ending the collection early, or cancelling it, leaves the deferreds as they are
 * and nothing behind on any of them.
 */
public fun <T> Iterable<Deferred<T>>.asCompleted(): Flow<Deferred<T>> = flow {
    eachAsCompleted { done ->
        emit(done)
        false
    }
}

/** Calls [enough] with each deferred once it is done, until it says so or all were there. */
private suspend fun <T> Iterable<Deferred<T>>.eachAsCompleted(enough: suspend (Deferred<T>) -> Boolean) {
    val done = Channel<Deferred<T>>(Channel.UNLIMITED)
    val watched = toSet()
    val handles = watched.map { deferred -> deferred.invokeOnCompletion { done.trySend(deferred) } }
    try {
        repeat(watched.size) {
            if (enough(done.receive())) return
        }
    } finally {
        handles.forEach { it.dispose() }
    }
}

/**
 * Runs [block] in this scope, which outlives the caller, and waits for it: asyncio's `shield`.
 *
 * ```
 * suspend fun save(application: CoroutineScope, order: Order) =
 *     application.shield { database.store(order) } // goes on if we are cancelled
 * ```
 *
 * Cancelling the caller ends the wait with the `CancellationException`; [block] goes on, and this scope waits for it as
 * for any child. Cancelling this scope cancels [block]. A failure of [block] is thrown here and is not the scope's.
 */
public suspend fun <T> CoroutineScope.shield(block: suspend CoroutineScope.() -> T): T {
    val outcome = async { runCatching { coroutineScope(block) } }
    return outcome.await().getOrThrow()
}
