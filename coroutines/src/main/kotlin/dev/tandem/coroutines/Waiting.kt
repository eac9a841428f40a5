package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.recordedWait
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

/**
 * What [await] found: asyncio's `done, pending = await asyncio.wait(...)`.
 *
 * @property done those that were done, in the order in which they were given
 * @property pending those that were not
 */
public data class DoneAndPending<out T>(
    @get:JvmName("done") public val done: Set<Deferred<T>>,
    @get:JvmName("pending") public val pending: Set<Deferred<T>>,
)

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
 * Those that are lazy are started, in their order; nothing else is done to any of them. Nothing is cancelled when the
 * time is up.
 *
 * Cancelling the caller throws the `CancellationException`, and nothing was changed: it cancels none of them, and
 * leaves nothing behind on any of them.
 *
 * **A failure is not thrown**: it is in the deferred, as one of [DoneAndPending.done], whose own `await` throws it. To
 * wait for all and have the first failure thrown, there is kotlinx's `awaitAll`. What a deferred's coroutine did
 * happens before what follows the call that found it done.
 *
 * @param returnWhen what to wait for. Of no deferreds, all are done
 * @param timeout how long to wait at most; zero or less looks without waiting
 */
public suspend fun <T> Collection<Deferred<T>>.await(
    returnWhen: ReturnWhen,
    timeout: Duration = Duration.INFINITE,
): DoneAndPending<T> {
    coroutineContext.ensureActive()
    val given = started()
    when {
        timeout.isInfinite() && timeout.isPositive() -> given.awaitEnough(returnWhen)
        timeout.isPositive() -> withTimeoutOrNull(timeout) { given.awaitEnough(returnWhen) }
    }
    val (done, pending) = given.partition { it.isCompleted }
    return DoneAndPending(done.toSet(), pending.toSet())
}

private suspend fun Set<Deferred<*>>.awaitEnough(returnWhen: ReturnWhen) = eachAsCompleted("await") { done ->
    returnWhen == ReturnWhen.FIRST_COMPLETED || (returnWhen == ReturnWhen.FIRST_EXCEPTION && done.hasFailed())
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
 * The flow is cold, and watches the deferreds while it is collected. Those that are lazy are started then, in their
 * order. Those done already come first, in their order; one that is given twice comes once. A failure is not thrown:
 * the failed deferred comes like any other, and its own `await` throws. Ending the collection early, or cancelling it,
 * leaves the deferreds as they are and nothing behind on any of them.
 */
public fun <T> Iterable<Deferred<T>>.asCompleted(): Flow<Deferred<T>> = flow {
    started().eachAsCompleted("asCompleted") { done ->
        emit(done)
        false
    }
}

private fun <T> Iterable<Deferred<T>>.started(): Set<Deferred<T>> = toSet().onEach { it.start() }

/** Calls [enough] with each deferred once it is done, until it says so or all were there. */
private suspend fun <T> Set<Deferred<T>>.eachAsCompleted(kind: String, enough: suspend (Deferred<T>) -> Boolean) {
    val done = Channel<Deferred<T>>(Channel.UNLIMITED)
    val (early, pending) = partition { it.isCompleted }
    early.forEach { done.trySend(it) }
    val handles = pending.map { deferred -> deferred.invokeOnCompletion { done.trySend(deferred) } }
    try {
        repeat(size) {
            if (enough(done.receive(kind, size))) return
        }
    } finally {
        handles.forEach { it.dispose() }
    }
}

/** Receives the next of [size] that is done. */
@OptIn(ExperimentalCoroutinesApi::class) // isEmpty
private suspend inline fun <T> Channel<Deferred<T>>.receive(kind: String, size: Int): Deferred<T> =
    if (FlightRecording.waits() && isEmpty) recordedWait("$kind[$size]", kind) { receive() } else receive()
