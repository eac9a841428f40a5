package dev.tandem.interop

import kotlinx.coroutines.CompletableJob
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletableFuture

/** [Suspend.future]. */
internal fun <T> CoroutineScope.future(call: SuspendCall<T>): CompletableFuture<T> =
    future(Running.Mark) { call.call() }

/** [SuspendScope.close]. */
internal fun CompletableJob.completeAndJoin() {
    Running.refuseUnder(this)
    complete()
    try {
        blockOn { join() }
    } catch (_: InterruptedException) {
        cancel()
        blockUninterruptiblyOn { join() }
        Thread.currentThread().interrupt()
    }
}
