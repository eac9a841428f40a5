package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.delay
import kotlin.time.Duration.Companion.seconds

/** A coroutine that waits leaves its thread to others. */
@CatalogueEntry(id = "hello", title = "Say hello, then wait a second", documents = ["001"])
class Hello : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main(stage.scaled(1.0))

    // snippet: lesson
    suspend fun main(seconds: Double) {
        println("hello")
        delay(seconds.seconds)
    }
    // end
}

fun main(args: Array<String>) = Hello().launch(*args)
