package dev.tandem.interop

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.newCoroutineContext
import java.time.Duration
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.toKotlinDuration

/** [Suspend.block]: calls the suspend function, and waits for it on this thread, for [timeout] at most if there is one. */
internal fun <T> callBlocking(context: CoroutineContext, timeout: Duration?, call: SuspendCall<T>): T =
    if (BridgeRecording.crossings()) {
        recordedBlocking("Suspend.block") { callAndWait(context, timeout, call) }
    } else {
        callAndWait(context, timeout, call)
    }

private fun <T> callAndWait(context: CoroutineContext, timeout: Duration?, call: SuspendCall<T>): T {
    val given = context[ContinuationInterceptor]
    if (given != null) SelfBlockCheck.refuseHeld(given)
    context.ensureActive()
    if (Thread.interrupted()) throw InterruptedException()
    val thread = BlockedThreadDispatcher()
    val mark = SelfBlockCheck.markBlocking(context)
    var clock: DisposableHandle? = null
    try {
        thread.enter()
        val coroutine = BlockedCall<T>(contextOf(thread, context, mark), thread, policy(timeout))
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

private fun policy(timeout: Duration?): WaitPolicy =
    if (timeout == null) WaitPolicy.MAY_LEAVE else WaitPolicy(timeout.toKotlinDuration(), mayLeave = true)

@OptIn(ExperimentalCoroutinesApi::class, DelicateCoroutinesApi::class)
private fun contextOf(
    thread: BlockedThreadDispatcher,
    given: CoroutineContext,
    mark: SelfBlockCheck.Mark?,
): CoroutineContext = if (mark == null) thread else GlobalScope.newCoroutineContext(thread + given + mark)
