package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PoolStatesOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.yield
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

/**
 * Coroutines need no pool, as they are cheap, and one thread is enough for all that only wait. What must be bounded is
 * how many are at work at once, and a semaphore does that: the others wait for a permit.
 */
@CatalogueEntry(
    id = "pool-states",
    title = "Ten tasks on five threads: five run, five wait",
    documents = ["002"],
)
class PoolStates : SuspendingSample() {
    @Mixin
    private val options = PoolStatesOptions()

    override suspend fun perform(stage: Stage) = main(options.tasks(), options.workers(), options.sleep(stage))

    // snippet: lesson
    suspend fun task(number: Int, seconds: Double, running: MutableSet<Int>, threads: MutableSet<Thread>): Int {
        running += number
        threads += Thread.currentThread()
        delay(seconds.seconds)
        println(number)
        return 123
    }

    suspend fun main(tasks: Int, workers: Int, seconds: Double) = coroutineScope {
        val running = mutableSetOf<Int>() // only one thread uses these sets
        val threads = mutableSetOf<Thread>()
        val permits = Semaphore(workers) // what a pool's size is to threads
        val futures =
            List(tasks) { number ->
                async { permits.withPermit { task(number, seconds, running, threads) } }
            }
        yield() // lets them start
        println("running: $running")
        println("waiting: ${(0..<tasks) - running}")
        println("values: ${futures.awaitAll()}")
        println("threads: ${threads.size}")
    }
    // end
}

fun main(args: Array<String>) = PoolStates().launch(*args)
