package dev.tandem.coroutines.internal

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.TimeoutCancellationException
import java.util.concurrent.TimeoutException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext

/** A wait that began now, in [context], for what [waitsFor] names. */
private class RecordedWait(waitsFor: String, kind: String, context: CoroutineContext) {
    private val beginThread = Thread.currentThread()
    private val event = WaitEvent()

    init {
        val participant = context.participant()
        event.`object` = waitsFor
        event.kind = kind
        event.waiter = participant.name
        event.coroutine = participant.coroutine
        event.begin()
    }

    fun end(outcome: String) {
        event.outcome = outcome
        if (beginThread !== Thread.currentThread()) event.beginThread = beginThread
        event.commit()
    }
}

/**
 * Waits, and records the wait. Ask [FlightRecording.waits] before.
 *
 * @param waitsFor the name of what [wait] waits for
 * @param kind how it waits for it
 * @param outcome how the wait has ended
 */
public suspend fun <T> recordedWait(
    waitsFor: String,
    kind: String,
    outcome: (Result<T>) -> String = { outcomeOf(it) },
    wait: suspend () -> T,
): T {
    val recorded = RecordedWait(waitsFor, kind, coroutineContext)
    val result = runCatching { wait() }
    recorded.end(outcome(result))
    return result.getOrThrow()
}

/** How a wait has ended. Null, and false, are for a time that was up. */
public fun outcomeOf(result: Result<*>): String = when (val thrown = result.exceptionOrNull()) {
    null -> if (result.getOrNull().let { it == null || it == false }) "timeout" else "served"
    is CancellationException -> cancellation(thrown)
    else -> "failed"
}

private fun cancellation(cancelled: CancellationException): String = when {
    cancelled is TimeoutCancellationException || cancelled.cause is TimeoutException -> "timeout"
    cancelled.cause is InterruptedException -> "interrupted"
    else -> "cancelled"
}

/** Records that this thread, or the traced coroutine that it runs, wakes [waiter]; null stands for all who wait. */
public fun recordWake(waitsFor: String, kind: String, waiter: CoroutineContext?) {
    val waker = currentParticipant()
    val woken = waiter?.participant()
    val event = WakeEvent()
    event.`object` = waitsFor
    event.kind = kind
    event.waker = waker.name
    event.wakerCoroutine = waker.coroutine
    event.waiter = woken?.name
    event.waiterCoroutine = woken?.coroutine ?: 0
    event.commit()
}
