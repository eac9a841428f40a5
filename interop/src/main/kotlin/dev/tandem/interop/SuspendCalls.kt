package dev.tandem.interop

import dev.tandem.coroutines.internal.currentParticipant
import dev.tandem.threads.internal.Names
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.withTimeoutOrNull
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.TimeoutException
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.toKotlinDuration

/** [Suspend.future]. */
internal fun <T> CoroutineScope.future(call: SuspendCall<T>): CompletableFuture<T> = recorded {
    future(mark()) { call.call() }
}

/** [Suspend.future], with a timeout, which begins now. */
internal fun <T> CoroutineScope.future(timeout: Duration, call: SuspendCall<T>): CompletableFuture<T> {
    val time = timeout.toKotlinDuration()
    val start = System.nanoTime()
    return recorded { future(mark()) { call.callWithin(time - (System.nanoTime() - start).nanoseconds, time) } }
}

private inline fun <T> recorded(call: () -> CompletableFuture<T>): CompletableFuture<T> {
    if (!BridgeRecording.crossings()) return call()
    val crossing = RecordedCrossing(THREAD_TO_COROUTINE, "Suspend.future", currentParticipant())
    return call().also {
        it.whenComplete { _, failure ->
            crossing.end(if (failure == null) Result.success(Unit) else Result.failure(failure))
        }
    }
}

private fun CoroutineScope.mark(): CoroutineContext = coroutineContext[SelfBlockCheck.Mark] ?: SelfBlockCheck.mark()

/** Makes the call, and cancels it when what is [left] of [time] is up. A value that it gives all the same is returned. */
private suspend fun <T> SuspendCall<T>.callWithin(left: kotlin.time.Duration, time: kotlin.time.Duration): T {
    var outcome: Result<T> = Result.failure(CancellationException("the time was up before the call"))
    val isInTime =
        withTimeoutOrNull(left) {
            outcome = runCatching { call() }
            true
        }
    if (isInTime == null && outcome.exceptionOrNull() is CancellationException) {
        throw TimeoutException("not done within $time")
    }
    return outcome.getOrThrow()
}

/** [Suspend.await]. */
internal suspend fun <T> awaitStage(stage: CompletionStage<T>): T =
    if (BridgeRecording.crossings()) recordedToFuture("Suspend.await") { stage.await() } else stage.await()

/** [Suspend.toThread]. */
internal suspend fun <T> callOnThread(call: Callable<T>): T = toThread { call.call() }

/** [SuspendScope.close]. */
internal fun SuspendScope.completeAndJoin(job: ScopeJob): Unit = if (BridgeRecording.crossings()) {
    recordedBlocking(CLOSE) { completeThenJoin(job) }
} else {
    completeThenJoin(job)
}

private const val CLOSE = "SuspendScope.close"

private fun SuspendScope.completeThenJoin(job: ScopeJob) {
    SelfBlockCheck.refuseUnder(job)
    coroutineContext[ContinuationInterceptor]?.let { SelfBlockCheck.refuseHeld(it) }
    job.complete()
    try {
        blockOn { job.join() }
    } catch (_: InterruptedException) {
        if (BridgeRecording.cancellations()) {
            recordCancellation(CLOSE, "interrupted", "job cancelled", Names.of("Job", job))
        }
        job.cancel()
        joinCancelled(job)
    }
}

/** Waits for the end of a scope that was cancelled by an interruption; a second one ends the wait. */
private fun SuspendScope.joinCancelled(job: Job) {
    try {
        blockOn { job.join() }
    } catch (_: InterruptedException) {
        error(
            "interrupted twice: the coroutines of $this, which were cancelled, have not ended: " +
                "they may need this very thread, ${SelfBlockCheck.nameOfThread()}, which waits for them no longer",
        )
    } finally {
        Thread.currentThread().interrupt()
    }
}
