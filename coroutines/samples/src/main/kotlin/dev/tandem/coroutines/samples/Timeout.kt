package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.TimeoutOptions
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.delay
import kotlinx.coroutines.withTimeout
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

/**
 * `withTimeout` does not only give up waiting: it cancels its block and throws once the block has ended, so that nothing
 * is left to clean up.
 */
@CatalogueEntry(
    id = "timeout",
    title = "Give an hour's sleep one second, then end it",
    documents = ["001"],
)
class Timeout : SuspendingSample() {
    @Mixin
    private val options = TimeoutOptions()

    override suspend fun perform(stage: Stage) = main(stage.seconds(options.sleep()), stage.seconds(options.timeout()))

    // snippet: lesson
    suspend fun eternity(seconds: Double, asleep: MutableSet<String>) {
        asleep += "eternity"
        try {
            delay(seconds.seconds)
            println("yay!")
        } finally {
            asleep -= "eternity"
        }
    }

    suspend fun main(seconds: Double, timeout: Double) {
        val asleep = mutableSetOf<String>()
        try {
            withTimeout(timeout.seconds) { eternity(seconds, asleep) }
        } catch (e: TimeoutCancellationException) {
            println("timeout!") // by now the sleeper was cancelled, and has ended
        }
        println("still asleep: ${asleep.size}")
    }
    // end
}

fun main(args: Array<String>) = Timeout().launch(*args)
