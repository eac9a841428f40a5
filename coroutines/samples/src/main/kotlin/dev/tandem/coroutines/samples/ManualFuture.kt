package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Option
import java.time.Duration
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
    @Option(
        names = ["--result"],
        paramLabel = "TEXT",
        defaultValue = "666",
        description = [$$"What the first future is set to (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var result: String

    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "2",
        converter = [Seconds::class],
        description = [$$"When it is set (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    @Option(
        names = ["--patience"],
        paramLabel = "SECONDS",
        defaultValue = "3",
        converter = [Seconds::class],
        description = [$$"When the second future is given up on (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var patience: Duration

    override suspend fun perform(stage: Stage) {
        setByAnotherTask(stage)
        setByNobody(stage)
    }

    private suspend fun setByAnotherTask(stage: Stage) = coroutineScope {
        val future = CompletableDeferred<String>()
        launch { setLater(future, stage) } // if this fails, it cancels the wait for the future
        stage.out.println(future.await())
    }

    private suspend fun setLater(future: CompletableDeferred<String>, stage: Stage) {
        stage.delay(delay.toKotlinDuration())
        future.complete(result)
    }

    private suspend fun setByNobody(stage: Stage) {
        val forgotten = CompletableDeferred<String>()
        val value = withTimeoutOrNull(stage.scaled(patience).toKotlinDuration()) { forgotten.await() }
        stage.out.println(value ?: "gave up: nobody set the other future")
    }
}

fun main(args: Array<String>) = ManualFuture().launch(*args)
