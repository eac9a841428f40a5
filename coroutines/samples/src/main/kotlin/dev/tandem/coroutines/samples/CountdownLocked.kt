package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.CountdownOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

/**
 * Behind one lock the countdowns take turns, and the time they take adds up. A coroutine that waits for a `Mutex` holds
 * no thread, and the first to come is the first to be served.
 */
@CatalogueEntry(
    id = "countdown-locked",
    title = "Two workers count down one after the other, behind one lock",
    documents = ["000"],
)
class CountdownLocked : SuspendingSample() {
    @Mixin
    private var options = CountdownOptions()

    override suspend fun perform(stage: Stage) = main(options.workers(stage), options.from())

    // snippet: lesson
    suspend fun countDown(name: String, seconds: Double, from: Int, lock: Mutex) {
        println("Start thread:$name")
        lock.withLock {
            for (count in from downTo 1) {
                delay(seconds.seconds)
                println("Thread$name counting down:$count ...")
            }
        }
        println("End thread:$name")
    }

    suspend fun main(workers: Map<String, Double>, from: Int) = withContext(CoroutineName("main")) {
        val lock = Mutex() // first come, first served: the first to be launched
        val jobs = mutableMapOf<String, Job>()
        for ((name, seconds) in workers) {
            jobs[name] = launch(CoroutineName(name)) { countDown(name, seconds, from, lock) }
        }
        jobs.values.joinAll()
        val current = coroutineContext[CoroutineName]?.name
        val living = listOf(current) + jobs.filterValues { it.isActive }.keys
        println("number of live workers -> ${living.size}")
        println("current worker -> $current")
        println("all live workers -> $living")
        println("Finished.")
    }
    // end
}

fun main(args: Array<String>) = CountdownLocked().launch(*args)
