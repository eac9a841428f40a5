package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.TimeoutOptions
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
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
    @Mixin
    private val options = TimeoutOptions()

    override suspend fun perform(stage: Stage) {
        val limit = stage.scaled(options.timeout()).toKotlinDuration()
        withTimeoutOrNull(limit) { eternity(stage) } ?: println("timeout!")
    }

    private suspend fun eternity(stage: Stage) {
        stage.delay(options.sleep().toKotlinDuration())
        println("yay!")
    }
}

fun main(args: Array<String>) = Timeout().launch(*args)
