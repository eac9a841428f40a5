package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.interop.awaitShared
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ManualFutureOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
import java.util.concurrent.CompletableFuture
import kotlin.time.toKotlinDuration

/**
 * A future that no task stands behind, between a thread and a coroutine: one sets it, the other waits. The thread's half
 * is [ManualFutureThread], in Java.
 */
@CatalogueEntry(
    id = "manual-future",
    title = "Wait for a future set by hand, and for one that nobody sets",
    documents = ["002"],
)
class ManualFuture : SuspendingSample() {
    @Mixin
    private val options = ManualFutureOptions()

    override suspend fun perform(stage: Stage) {
        val thread = ManualFutureThread(stage, options)
        setByThread(thread, stage)
        setByCoroutine(thread, stage)
        setByNobody(thread, stage)
    }

    private suspend fun setByThread(thread: ManualFutureThread, stage: Stage) = coroutineScope {
        val future = CompletableFuture<String>()
        val setter = async { toThread { thread.setLater(future) } } // if it fails, it cancels the wait for the future
        println("set by a thread: ${future.awaitShared()}")
        setter.await()
    }

    private suspend fun setByCoroutine(thread: ManualFutureThread, stage: Stage) = coroutineScope {
        val future = CompletableDeferred<String>()
        val waiter = async { toThread { thread.waitFor(future) } }
        stage.delay(options.delay().toKotlinDuration())
        future.complete(options.result())
        println("set by a coroutine: ${waiter.await()}")
    }

    private suspend fun setByNobody(thread: ManualFutureThread, stage: Stage) {
        val forgotten = CompletableFuture<String>() // awaitShared, as others may wait on
        val value = withTimeoutOrNull(stage.scaled(options.patience()).toKotlinDuration()) { forgotten.awaitShared() }
        println(value ?: "the coroutine gave up: nobody set the other future")
        println(toThread { thread.waitInPatience(CompletableDeferred()) })
    }
}

fun main(args: Array<String>) = ManualFuture().launch(*args)
