package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.delay
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Whatever is awaited gives a value; what has none to give, as a sleep has not, gives Python's `None`, Kotlin's `Unit`. */
@CatalogueEntry(id = "await-nothing", title = "What awaiting a sleep gives: nothing", documents = ["002"])
class AwaitNothing : SuspendingSample() {
    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "2",
        converter = [Seconds::class],
        description = [$$"How long it sleeps (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    override suspend fun perform(stage: Stage) = main(stage.seconds(delay))

    // snippet: lesson
    suspend fun main(seconds: Double) {
        println(1)
        val response: Unit = delay(seconds.seconds)
        println("end, the response is: $response")
    }
    // end
}

fun main(args: Array<String>) = AwaitNothing().launch(*args)
