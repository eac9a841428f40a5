package dev.tandem.interop

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.newCoroutineContext
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.toKotlinDuration

/** [Suspend.block], without a timeout. */
internal fun <T> blockOn(context: CoroutineContext, call: SuspendCall<T>): T =
    blockOn(context, Patience.MAY_LEAVE, call)

/** [Suspend.block], with a timeout. */
internal fun <T> blockOn(context: CoroutineContext, timeout: java.time.Duration, call: SuspendCall<T>): T =
    blockOn(context, Patience(timeout.toKotlinDuration(), mayLeave = true), call)

private fun <T> blockOn(context: CoroutineContext, patience: Patience, call: SuspendCall<T>): T {
    val given = context[ContinuationInterceptor]
    if (given != null) Running.refuseHeld(given)
    context.ensureActive()
    if (Thread.interrupted()) throw InterruptedException()
    val thread = BlockedThread()
    val mark = Running.markBlocking(context)
    var clock: DisposableHandle? = null
    try {
        thread.enter()
        val coroutine = BlockedCall<T>(contextOf(thread, context, mark), thread, patience)
        clock = coroutine.startClock()
        // the function begins at once on this thread, or is sent to where it was told to run
        val start = if (given == null) CoroutineStart.UNDISPATCHED else CoroutineStart.DEFAULT
        coroutine.start(start, coroutine) { give(call.call()) }
        return coroutine.await()
    } finally {
        clock?.dispose()
        mark?.end()
        thread.leave()
    }
}

@OptIn(ExperimentalCoroutinesApi::class, DelicateCoroutinesApi::class)
private fun contextOf(thread: BlockedThread, given: CoroutineContext, mark: Running.Mark?): CoroutineContext =
    if (mark == null) thread else GlobalScope.newCoroutineContext(thread + given + mark)
