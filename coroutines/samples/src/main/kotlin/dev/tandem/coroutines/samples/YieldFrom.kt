package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * Two coroutines take turns where each of them waits: what Python wrote `yield from` before it had `await`, and Kotlin
 * does not write at all.
 */
@CatalogueEntry(id = "yield-from", title = "Two functions take turns, and print 1 3 2 4", documents = ["002"])
class YieldFrom : SuspendingSample() {
    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "2",
        converter = [Seconds::class],
        description = [$$"How long each of them sleeps (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    override suspend fun perform(stage: Stage) = main(stage.seconds(delay))

    // snippet: lesson
    suspend fun func1(seconds: Double) {
        println(1)
        delay(seconds.seconds) // gives way
        println(2)
    }

    suspend fun func2(seconds: Double) {
        println(3)
        delay(seconds.seconds)
        println(4)
    }

    suspend fun main(seconds: Double) {
        coroutineScope {
            launch { func1(seconds) }
            launch { func2(seconds) }
        }
    }
    // end
}

fun main(args: Array<String>) = YieldFrom().launch(*args)
