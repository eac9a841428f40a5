package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.awaitShared
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ManualFutureOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import picocli.CommandLine.Mixin
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeoutException
import kotlin.time.Duration.Companion.seconds

/** A future that no task stands behind, between a thread and a coroutine: one sets it, the other waits. */
@CatalogueEntry(
    id = "manual-future",
    title = "Wait for a future set by hand, and for one that nobody sets",
    documents = ["002"],
)
class ManualFuture : SuspendingSample() {
    @Mixin
    private val options = ManualFutureOptions()

    override suspend fun perform(stage: Stage) =
        main(options.result(), stage.seconds(options.delay()), stage.seconds(options.patience()))

    // snippet: lesson
    fun setAfter(seconds: Double, future: CompletableFuture<String>, result: String) {
        Thread.sleep(Math.round(1000 * seconds))
        future.complete(result)
    }

    suspend fun setAfter(seconds: Double, future: CompletableDeferred<String>, result: String) {
        delay(seconds.seconds)
        future.complete(result)
    }

    suspend fun main(result: String, seconds: Double, patience: Double) = coroutineScope {
        val threads = CompletableFuture<String>()
        launch { toThread { setAfter(seconds, threads, result) } }
        println("set by a thread: ${threads.awaitShared()}")

        val coroutines = CompletableDeferred<String>()
        launch { setAfter(seconds, coroutines, result) }
        println("set by a coroutine: ${toThread { coroutines.asCompletableFuture().get() }}")

        val nobodys = CompletableDeferred<String>()
        try {
            println(withTimeout(patience.seconds) { nobodys.await() })
        } catch (e: TimeoutCancellationException) {
            println("the coroutine gave up: nobody set the other future")
        }
        try {
            println(toThread { nobodys.asCompletableFuture().get(Math.round(1000 * patience), MILLISECONDS) })
        } catch (e: TimeoutException) {
            println("the thread gave up: nobody set the other future")
        }
    }
    // end
}

fun main(args: Array<String>) = ManualFuture().launch(*args)
