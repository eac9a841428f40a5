package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.shield
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlin.time.Duration.Companion.seconds

/**
 * Cancelling a coroutine interrupts the thread that works for it, and interrupting a thread cancels the coroutine that
 * it waits for. Behind a shield, either goes on.
 */
@CatalogueEntry(
    id = "shield",
    title = "Cancel a caller, and let its work go on",
    documents = ["001"],
)
class ShieldedWork : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main(stage.scaled(1.0))

    // snippet: lesson
    fun thread(seconds: Double) {
        println("a thread stores ...")
        Thread.sleep(Math.round(1000 * seconds))
        println("... stored")
    }

    suspend fun coroutine(seconds: Double) {
        println("a coroutine stores ...")
        delay(seconds.seconds)
        println("... stored")
    }

    suspend fun cancelHalfway(caller: Job, seconds: Double) {
        delay((seconds / 2).seconds)
        caller.cancelAndJoin()
        println("the caller is cancelled")
    }

    suspend fun main(seconds: Double) {
        println("without a shield")
        coroutineScope {
            cancelHalfway(launch { toThread { thread(seconds) } }, seconds)
            cancelHalfway(launch { toThread { runBlocking { coroutine(seconds) } } }, seconds) // a thread calls it
        }
        println("with a shield")
        coroutineScope {
            val outer = this
            cancelHalfway(launch { outer.shield { toThread { thread(seconds) } } }, seconds)
        } // waits for what runs in it
        coroutineScope {
            val outer = this
            cancelHalfway(launch { toThread { runBlocking { outer.shield { coroutine(seconds) } } } }, seconds)
        }
    }
    // end
}

fun main(args: Array<String>) = ShieldedWork().launch(*args)
