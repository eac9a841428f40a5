@file:OptIn(InternalCoroutinesApi::class) // why: docs/decisions/0013-queues-in-a-select.md

package dev.tandem.coroutines

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.Delay
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.nanoseconds

/** Runs [action] after [timeout], by the clock of this context's dispatcher: on a test's, that is virtual. */
internal fun CoroutineContext.startTimer(timeout: Duration, action: Runnable): DisposableHandle {
    val clock = this[ContinuationInterceptor] as? Delay ?: DefaultClock
    return clock.invokeOnTimeout((timeout + 999_999.nanoseconds).inWholeMilliseconds, action, this)
}

/** The clock of dispatchers that have none: what `Delay` does unless it is overridden. */
private object DefaultClock : Delay {
    override fun scheduleResumeAfterDelay(timeMillis: Long, continuation: CancellableContinuation<Unit>) =
        throw UnsupportedOperationException("only timeouts are asked for")
}
