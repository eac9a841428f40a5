package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ManualFutureOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
import kotlin.time.toKotlinDuration

/**
 * A [CompletableDeferred] that no task stands behind is done when somebody completes it, and not before. Nobody may
 * ever do so: wait for such a deferred with a timeout.
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
        setByAnotherTask(stage)
        setByNobody(stage)
    }

    private suspend fun setByAnotherTask(stage: Stage) = coroutineScope {
        val future = CompletableDeferred<String>()
        launch { setLater(future, stage) } // if this fails, it cancels the wait for the future
        println(future.await())
    }

    private suspend fun setLater(future: CompletableDeferred<String>, stage: Stage) {
        stage.delay(options.delay().toKotlinDuration())
        future.complete(options.result())
    }

    private suspend fun setByNobody(stage: Stage) {
        val forgotten = CompletableDeferred<String>()
        val value = withTimeoutOrNull(stage.scaled(options.patience()).toKotlinDuration()) { forgotten.await() }
        println(value ?: "gave up: nobody set the other future")
    }
}

fun main(args: Array<String>) = ManualFuture().launch(*args)
