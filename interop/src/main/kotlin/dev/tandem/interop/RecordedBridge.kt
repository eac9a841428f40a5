package dev.tandem.interop

import dev.tandem.coroutines.internal.Participant
import dev.tandem.coroutines.internal.currentParticipant
import dev.tandem.coroutines.internal.participant
import dev.tandem.threads.internal.Names
import dev.tandem.threads.internal.RecordedWait
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.TimeoutCancellationException
import java.util.concurrent.TimeoutException
import kotlin.coroutines.coroutineContext

/*
 * What a recording of Java's Flight Recorder is told of the bridge. To be asked first: BridgeRecording, or, for a wait,
 * RecordedWait.isOn.
 */

/** A call over the bridge, which begins now. */
internal class RecordedCrossing(direction: String, call: String, caller: Participant) {
    private val event = CrossingEvent()

    init {
        event.direction = direction
        event.call = call
        event.caller = caller.name
        event.coroutine = caller.coroutine
        event.begin()
    }

    fun <T> end(result: Result<T>): Result<T> {
        event.outcome =
            when (val thrown = result.exceptionOrNull()) {
                null -> "value"
                is TimeoutException, is TimeoutCancellationException -> "timeout"
                is InterruptedException -> "interrupted"
                is CancellationException -> "cancelled"
                else -> "failed"
            }
        event.commit()
        return result
    }
}

/** Makes a [call] of this thread that waits for coroutines. */
internal fun <T> recordedBlocking(call: String, block: () -> T): T {
    val crossing = RecordedCrossing(THREAD_TO_COROUTINE, call, currentParticipant())
    return crossing.end(runCatching(block)).getOrThrow()
}

/** Makes a [call] of this coroutine that waits for a thread. */
internal suspend fun <T> recordedToThread(call: String, block: suspend () -> T): T =
    recorded("coroutine to thread", call, block)

/** Makes a [call] of this coroutine that waits for a future. */
internal suspend fun <T> recordedToFuture(call: String, block: suspend () -> T): T =
    recorded(COROUTINE_TO_FUTURE, call, block)

private suspend fun <T> recorded(direction: String, call: String, block: suspend () -> T): T {
    val crossing = RecordedCrossing(direction, call, coroutineContext.participant())
    return crossing.end(runCatching { block() }).getOrThrow()
}

/** A cancellation goes over the bridge: for [reason], [action] is done to [target]. */
internal fun recordCancellation(call: String, reason: String, action: String, target: String) {
    val event = CancellationEvent()
    event.call = call
    event.reason = reason
    event.action = action
    event.target = target
    event.commit()
}

/** Waits on this thread for what is not ours, and so records nothing by itself. */
internal inline fun <T> waitingFor(type: String, target: Any, kind: String, crossinline wait: () -> T): T =
    if (RecordedWait.isOn()) RecordedWait.of(Names.of(type, target), kind) { wait() } else wait()

internal const val THREAD_TO_COROUTINE = "thread to coroutine"
internal const val COROUTINE_TO_FUTURE = "coroutine to future"
