package dev.tandem.coroutines.samples

import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.milliseconds

/**
 * Even on one thread, another coroutine may come between reading a value and writing it back, wherever this one
 * suspends. Behind a mutex, nobody does.
 */
@CatalogueEntry(id = "lock", title = "Change shared state behind a lock", documents = ["001"])
class LockedCounter : SuspendingSample() {
    @Option(
        names = ["--tasks"],
        paramLabel = "N",
        defaultValue = "5",
        converter = [AtLeastOne::class],
        description = ["How many tasks count at once (default: \${DEFAULT-VALUE})."],
    )
    private var tasks = 0

    override suspend fun perform(stage: Stage) {
        val counter = Counter()
        coroutineScope {
            repeat(tasks) { i ->
                launch { counter.increment("task-$i", stage) }
            }
        }
        println("$tasks tasks counted to ${counter.value}")
    }

    /** The state that the tasks share. */
    private class Counter {
        private val mutex = Mutex()
        var value = 0
            private set

        suspend fun increment(name: String, stage: Stage) = mutex.withLock {
            val before = value
            println("$name reads $before")
            stage.delay(BETWEEN_READ_AND_WRITE)
            value = before + 1
            println("$name writes $value")
        }
    }

    private companion object {
        val BETWEEN_READ_AND_WRITE = 100.milliseconds
    }
}

fun main(args: Array<String>) = LockedCounter().launch(*args)
