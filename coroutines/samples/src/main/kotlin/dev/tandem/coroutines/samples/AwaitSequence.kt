package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.delay
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * What Python writes `await others()`, Kotlin writes `others()`: the caller suspends until the value is there, while
 * the other coroutines of its thread go on.
 */
@CatalogueEntry(
    id = "await-sequence",
    title = "Wait for another function's value, then use it",
    documents = ["002"],
)
class AwaitSequence : SuspendingSample() {
    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "2",
        converter = [Seconds::class],
        description = [$$"How long the other function waits (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    @Option(
        names = ["--value"],
        paramLabel = "TEXT",
        defaultValue = "return value",
        description = [$$"What the other function returns (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var value: String

    override suspend fun perform(stage: Stage) = main(stage.seconds(delay), value)

    // snippet: lesson
    suspend fun others(seconds: Double, value: String): String {
        println("start")
        delay(seconds.seconds)
        println("end")
        return value
    }

    suspend fun main(seconds: Double, value: String) {
        println("inside the caller")
        val response = others(seconds, value) // this coroutine waits; others go on, on the same thread
        println("request done, the result is: $response")
    }
    // end
}

fun main(args: Array<String>) = AwaitSequence().launch(*args)
