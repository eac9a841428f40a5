package dev.tandem.interop

import kotlinx.coroutines.CompletableJob
import kotlinx.coroutines.CoroutineScope
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
        blockUninterruptiblyOn { job.join() }
        Thread.currentThread().interrupt()
    }
}
