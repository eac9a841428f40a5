package dev.tandem.interop

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.toKotlinDuration

/** [Suspend.block], without a timeout. */
internal fun <T> blockOn(context: CoroutineContext, call: SuspendCall<T>): T = blockOn(context, INFINITE, call)

/** [Suspend.block], with a timeout. */
internal fun <T> blockOn(context: CoroutineContext, timeout: java.time.Duration, call: SuspendCall<T>): T =
    blockOn(context, timeout.toKotlinDuration(), call)

private fun <T> blockOn(context: CoroutineContext, timeout: Duration, call: SuspendCall<T>): T {
    context[ContinuationInterceptor]?.let { dispatcher ->
        require(dispatcher !== Dispatchers.Unconfined) { "$dispatcher may need the very thread that is blocked" }
        Running.refuseHeld(dispatcher)
    }
    context.ensureActive()
    return blockOn(timeout) { call.outcomeIn(Dispatchers.Virtual + context + Running.markBlocking()) }.getOrThrow()
}

/**
 * Makes the call in a coroutine of its own, which begins on this thread, and waits for its end and its children's.
 * Cancelling the caller cancels the coroutine; the wait goes on until it has ended.
 *
 * The call's outcome is kept beside the coroutine's, because a coroutine that is cancelled drops a value that it has.
 *
 * @throws CancellationException if the caller was cancelled, and the call as well
 */
@OptIn(ExperimentalCoroutinesApi::class)
private suspend fun <T> SuspendCall<T>.outcomeIn(context: CoroutineContext): Result<T> {
    var ended: Result<T>? = null
    var gaveUp: CancellationException? = null
    val coroutine = CoroutineScope(context).async(start = UNDISPATCHED) { ended = runCatching { call() } }
    try {
        coroutine.join()
    } catch (e: CancellationException) {
        gaveUp = e
        coroutine.cancel(e)
        withContext(NonCancellable) { coroutine.join() }
    }
    val failureOfChild = coroutine.getCompletionExceptionOrNull()?.takeIf { it !is CancellationException }
    val outcome = failureOfChild?.let { Result.failure(it) } ?: checkNotNull(ended)
    if (gaveUp != null && outcome.exceptionOrNull() is CancellationException) throw gaveUp
    return outcome
}
