package dev.tandem.interop.samples.docs

import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import kotlin.time.Duration.Companion.seconds

/** The Kotlin of the page for readers who come from Python. */
internal object FromPythonPage {
    // snippet: group
    suspend fun fetch(name: String, seconds: Double): String {
        delay(seconds.seconds) // waits here: no word says "await"
        println("$name is there")
        return name
    }

    suspend fun both(): String = coroutineScope {
        val slow = async { fetch("slow", 1.5) } // create_task, for its result
        launch { fetch("fast", 0.5) } // create_task, for what it does
        slow.await() // the last line of a block is its value
    } // waits for both
    // end

    // snippet: turns
    fun turns(): List<String> = runBlocking {
        // one thread, as asyncio's loop
        val said = mutableListOf<String>()
        launch { said += "the other" } // begins when this coroutine waits or ends
        said += "first"
        yield() // await asyncio.sleep(0)
        said += "last"
        said
    }
    // end
}
