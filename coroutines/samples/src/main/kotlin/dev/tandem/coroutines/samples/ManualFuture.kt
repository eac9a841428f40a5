package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ManualFutureOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

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

    override suspend fun perform(stage: Stage) =
        main(options.result(), stage.seconds(options.delay()), stage.seconds(options.patience()))

    // snippet: lesson
    suspend fun setAfter(seconds: Double, future: CompletableDeferred<String>, result: String) {
        delay(seconds.seconds)
        future.complete(result)
    }

    suspend fun main(result: String, seconds: Double, patience: Double) = coroutineScope {
        val future = CompletableDeferred<String>()
        launch { setAfter(seconds, future, result) }
        println(future.await())

        val nobodys = CompletableDeferred<String>()
        try {
            println(withTimeout(patience.seconds) { nobodys.await() })
        } catch (e: TimeoutCancellationException) {
            println("gave up: nobody set the other future")
        }
    }
    // end
}

fun main(args: Array<String>) = ManualFuture().launch(*args)
