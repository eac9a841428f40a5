package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.TimeoutOptions
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.toKotlinDuration

/**
 * A timeout that only stops waiting leaves the sleeper behind. Across the bridge it ends it: the end of a coroutine's
 * time interrupts the thread that sleeps for it, the end of a thread's time cancels the coroutine, and who waits goes on
 * when the sleeper is gone. The threads' half is [TimeoutThread], in Java.
 */
@CatalogueEntry(
    id = "timeout",
    title = "Give an hour's sleep one second, then end it",
    documents = ["001"],
)
class Timeout : SuspendingSample() {
    @Mixin
    private val options = TimeoutOptions()

    override suspend fun perform(stage: Stage) {
        val asleep = AtomicInteger()
        val thread = TimeoutThread(stage, options, asleep)
        println("a coroutine waits for a thread: ${waitFor(thread, stage)}")
        println("still asleep: $asleep")
        val coroutine = SleepingCoroutine(stage, options, asleep)
        println("a thread waits for a coroutine: ${toThread { thread.waitFor(coroutine) }}")
        println("still asleep: $asleep")
    }

    private suspend fun waitFor(thread: TimeoutThread, stage: Stage): String =
        withTimeoutOrNull(stage.scaled(options.timeout()).toKotlinDuration()) { toThread { thread.eternity() } }
            ?: "timeout!"
}

fun main(args: Array<String>) = Timeout().launch(*args)
