package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlin.time.Duration.Companion.seconds

/** A coroutine that waits leaves its thread to others. */
@CatalogueEntry(id = "hello", title = "Say hello, then wait a second", documents = ["001"])
class Hello : SuspendingSample() {
    override suspend fun perform(stage: Stage) {
        println("hello")
        stage.delay(1.seconds)
    }
}

fun main(args: Array<String>) = Hello().launch(*args)
