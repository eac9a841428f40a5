package dev.tandem.interop

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ThreadContextElement
import kotlinx.coroutines.ensureActive
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.coroutineContext

/**
 * Runs the blocking [block] on a virtual thread of its own and suspends until it has returned: asyncio's `to_thread`.
 *
 * ```
 * suspend fun read(file: Path): String = toThread { Files.readString(file) }
 * ```
 *
 * It begins at once, however many run already. Before Java 21 the thread is one of [Dispatchers.Virtual]'s platform
 * threads. The caller's thread context elements, such as kotlinx's `MDCContext`, are in place while [block] runs, put
 * there in the order in which kotlinx does it; as asyncio has context variables there.
 *
 * Cancelling the caller interrupts the thread, **waits for [block] to end**, and then throws the `CancellationException`;
 * what [block] returned or threw by then is dropped. So a [block] that ignores its interruption holds the caller up, unless
 * [abandonOnCancel] chooses otherwise. No execution is rejected.
 *
 * What [block] throws is thrown here as it is, a `CancellationException` of its own as well. What came before this call
 * happens before [block], and [block] before what follows this call.
 *
 * @param abandonOnCancel whether a cancelled caller goes on at once, and leaves the interrupted [block] to itself
 */
public suspend fun <T> toThread(abandonOnCancel: Boolean = false, block: () -> T): T =
    if (BridgeRecording.crossings()) {
        recordedToThread(CALL) { callOnThread(abandonOnCancel, block) }
    } else {
        callOnThread(abandonOnCancel, block)
    }

private const val CALL = "toThread"

private suspend fun <T> callOnThread(abandonOnCancel: Boolean, block: () -> T): T {
    val call = startOnThread(block)
    return call.await(abandonOnCancel) { call.cancel(CALL) }
}

/** Does as [toThread], but what [block] returned although the caller was cancelled meanwhile is returned, not dropped. */
internal suspend fun <T> toThreadKeepingValue(block: () -> T): T = startOnThread(block).awaitKeepingValue()

private suspend fun <T> startOnThread(block: () -> T): InterruptibleCall<T> {
    val context = coroutineContext
    context.ensureActive()
    val elsewhere = context.minusKey(ContinuationInterceptor) // the thread is not the dispatcher's
    val call = InterruptibleCall(elsewhere.threadElementsAround(block))
    Dispatchers.Virtual.dispatch(EmptyCoroutineContext, call)
    return call
}

/** The first is the outermost, as kotlinx has them: each finds in place what comes before it. */
private fun <T> CoroutineContext.threadElementsAround(block: () -> T): () -> T =
    fold(emptyList<ThreadContextElement<*>>()) { before, element ->
        if (element is ThreadContextElement<*>) before + element else before
    }.foldRight(block) { element, inner -> element.around(this, inner) }

private fun <S, T> ThreadContextElement<S>.around(context: CoroutineContext, block: () -> T): () -> T = {
    val before = updateThreadContext(context)
    try {
        block()
    } finally {
        restoreThreadContext(context, before)
    }
}
