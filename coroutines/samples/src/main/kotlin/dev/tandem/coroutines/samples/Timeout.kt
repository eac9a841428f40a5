package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.toKotlinDuration

/**
 * `withTimeoutOrNull` does not only give up waiting: it cancels its block and returns once the block has ended, so that
 * nothing is left to clean up.
 */
@CatalogueEntry(
    id = "timeout",
    title = "Give an hour's sleep one second, then end it",
    documents = ["001"],
)
class Timeout : SuspendingSample() {
    @Option(
        names = ["--sleep"],
        paramLabel = "SECONDS",
        defaultValue = "3600",
        converter = [Seconds::class],
        description = [$$"How long the sleeper means to sleep (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var sleep: Duration

    @Option(
        names = ["--timeout"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long it is given (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var timeout: Duration

    override suspend fun perform(stage: Stage) {
        val limit = stage.scaled(timeout).toKotlinDuration()
        withTimeoutOrNull(limit) { eternity(stage) } ?: stage.out.println("timeout!")
    }

    private suspend fun eternity(stage: Stage) {
        stage.delay(sleep.toKotlinDuration())
        stage.out.println("yay!")
    }
}

fun main(args: Array<String>) = Timeout().launch(*args)
