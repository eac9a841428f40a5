package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.toKotlinDuration

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

    override suspend fun perform(stage: Stage) {
        println("inside the caller")
        val response = others(stage)
        println("request done, the result is: $response")
    }

    private suspend fun others(stage: Stage): String {
        println("start")
        stage.delay(delay.toKotlinDuration())
        println("end")
        return value
    }
}

fun main(args: Array<String>) = AwaitSequence().launch(*args)
