package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.CountdownOptions
import dev.tandem.samples.NamedDelay
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import kotlin.time.toKotlinDuration

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

    private val lock = Mutex()

    override suspend fun perform(stage: Stage) {
        withContext(CoroutineName("main")) {
            val workers = start(stage)
            workers.map { it.job }.joinAll()
            printLiving(stage, workers)
        }
        println("Finished.")
    }

    private fun CoroutineScope.start(stage: Stage): List<Worker> {
        val from = options.from()
        return options.workers().map { worker ->
            Worker(worker.name, launch(CoroutineName(worker.name)) { work(stage, worker, from) })
        }
    }

    private suspend fun work(stage: Stage, worker: NamedDelay, from: Int) {
        println("Start thread:${worker.name}")
        lock.withLock { countDown(stage, worker, from) }
        println("End thread:${worker.name}")
    }

    private suspend fun printLiving(stage: Stage, workers: List<Worker>) {
        val current = currentCoroutineContext()[CoroutineName]?.name
        val living = listOf(current) + workers.filter { it.job.isActive }.map { it.name }
        println("number of live workers -> ${living.size}")
        println("current worker -> $current")
        println("all live workers -> $living")
    }

    /** A coroutine's job does not tell its name. */
    private class Worker(val name: String, val job: Job)
}

/** Counts from [from] down to 1, with the worker's delay before each number. */
private suspend fun countDown(stage: Stage, worker: NamedDelay, from: Int) {
    for (counter in from downTo 1) {
        stage.delay(worker.delay.toKotlinDuration())
        println("Thread${worker.name} counting down:$counter ...")
    }
}

fun main(args: Array<String>) = CountdownLocked().launch(*args)
