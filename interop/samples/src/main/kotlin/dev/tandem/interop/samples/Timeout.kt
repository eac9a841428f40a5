package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.TimeoutOptions
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration.Companion.seconds

/**
 * A timeout that only stops waiting leaves the sleeper behind. Across the bridge it ends it: the end of a coroutine's
 * time interrupts the thread that sleeps for it, the end of a thread's time cancels the coroutine, and who waits goes on
 * when the sleeper is gone.
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
    fun thread(seconds: Double, asleep: MutableSet<String>): String {
        asleep += "thread"
        try {
            Thread.sleep(Math.round(1000 * seconds))
            return "yay!"
        } finally {
            asleep -= "thread"
        }
    }

    suspend fun coroutine(seconds: Double, asleep: MutableSet<String>): String {
        asleep += "coroutine"
        try {
            delay(seconds.seconds)
            return "yay!"
        } finally {
            asleep -= "coroutine"
        }
    }

    suspend fun main(seconds: Double, timeout: Double) {
        val asleep = ConcurrentHashMap.newKeySet<String>()
        val first = withTimeoutOrNull(timeout.seconds) {
            toThread { thread(seconds, asleep) } // cancelled, it interrupts the thread, and waits for its end
        }
        println("a coroutine waits for a thread: ${first ?: "timeout!"}")
        println("still asleep: ${asleep.size}")
        val second = toThread {
            runBlocking { withTimeoutOrNull(timeout.seconds) { coroutine(seconds, asleep) } }
        }
        println("a thread waits for a coroutine: ${second ?: "timeout!"}")
        println("still asleep: ${asleep.size}")
    }
    // end
}

fun main(args: Array<String>) = Timeout().launch(*args)
