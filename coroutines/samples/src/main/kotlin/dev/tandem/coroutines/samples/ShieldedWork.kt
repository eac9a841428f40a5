package dev.tandem.coroutines.samples

import dev.tandem.coroutines.shield
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlin.time.Duration.Companion.seconds

/**
 * Cancelling a caller cancels what it calls. What must be done once it is begun runs behind a shield, in a scope that
 * outlives the caller.
 */
@CatalogueEntry(
    id = "shield",
    title = "Cancel a caller, and let its work go on",
    documents = ["001"],
)
class ShieldedWork : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main(stage.scaled(1.0))

    // snippet: lesson
    suspend fun store(seconds: Double) {
        println("storing ...")
        delay(seconds.seconds)
        println("... stored")
    }

    suspend fun main(seconds: Double) {
        println("without a shield")
        coroutineScope {
            val caller = launch { store(seconds) }
            delay((seconds / 2).seconds)
            caller.cancelAndJoin()
            println("the caller is cancelled")
        }
        println("with a shield")
        coroutineScope {
            val outer = this
            val caller = launch { outer.shield { store(seconds) } } // runs in the outer scope
            delay((seconds / 2).seconds)
            caller.cancelAndJoin()
            println("the caller is cancelled")
        } // waits for what runs in it
    }
    // end
}

fun main(args: Array<String>) = ShieldedWork().launch(*args)
