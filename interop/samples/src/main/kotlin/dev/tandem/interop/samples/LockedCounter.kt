package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import picocli.CommandLine.Option
import kotlin.time.toKotlinDuration

/**
 * Threads and coroutines change the same state, behind the same mutex: coroutines suspend for it, threads block on its
 * face. The threads' half is [CountingThread], in Java.
 */
@CatalogueEntry(
    id = "lock",
    title = "Change shared state behind a lock",
    documents = ["001"],
)
class LockedCounter : SuspendingSample() {
    @Option(
        names = ["--tasks"],
        paramLabel = "N",
        defaultValue = "5",
        converter = [AtLeastOne::class],
        description = [$$"How many threads count, and how many coroutines (default: ${DEFAULT-VALUE})."],
    )
    private var tasks = 0

    override suspend fun perform(stage: Stage) {
        val counter = SharedCounter()
        withContext(Dispatchers.Default) {
            repeat(tasks) { i ->
                launch { increment(counter, "coroutine-$i", stage) }
                launch { toThread { CountingThread.increment(counter, "thread-$i", stage) } }
            }
        }
        println("$tasks threads and $tasks coroutines counted to ${counter.value}")
    }

    private suspend fun increment(counter: SharedCounter, name: String, stage: Stage) = counter.mutex.withLock {
        val before = counter.value
        println("$name reads $before")
        stage.delay(SharedCounter.BETWEEN_READ_AND_WRITE.toKotlinDuration())
        counter.value = before + 1
        println("$name writes ${counter.value}")
    }
}

fun main(args: Array<String>) = LockedCounter().launch(*args)
