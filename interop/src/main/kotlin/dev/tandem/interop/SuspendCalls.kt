package dev.tandem.interop

import kotlinx.coroutines.CompletableJob
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletableFuture
import kotlin.coroutines.ContinuationInterceptor

/** [Suspend.future]. */
internal fun <T> CoroutineScope.future(call: SuspendCall<T>): CompletableFuture<T> =
    future(coroutineContext[Running.Mark] ?: Running.mark()) { call.call() }

/** [SuspendScope.close]. */
internal fun SuspendScope.completeAndJoin(job: CompletableJob) {
    Running.refuseUnder(job)
    coroutineContext[ContinuationInterceptor]?.let { Running.refuseHeld(it) }
    job.complete()
    try {
        blockOn { job.join() }
    } catch (_: InterruptedException) {
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
                "they may need this very thread, ${Running.nameOfThread()}, which waits for them no longer",
        )
    } finally {
        Thread.currentThread().interrupt()
    }
}
