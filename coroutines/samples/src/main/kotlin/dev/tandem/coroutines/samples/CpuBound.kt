package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.cpu.CpuBoundSample
import dev.tandem.samples.cpu.Engine
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlin.math.sqrt

/**
 * Coroutines on one thread take turns, and are done no sooner for it. What makes them faster is a dispatcher with a
 * thread for each processor.
 */
@CatalogueEntry(
    id = "cpu-bound",
    title = "Test a large number for primality a hundred times, by every engine",
    documents = ["002"],
)
class CpuBound : CpuBoundSample() {
    override fun engines() = listOf(
        Engine("coroutines, one thread") {
            Engine.Crew { numbers -> runBlocking(tracedIfRecorded()) { oneThread(numbers) } }
        },
        Engine("coroutines") { options ->
            Engine.Crew { numbers ->
                runBlocking(tracedIfRecorded()) { severalThreads(numbers, options.workers()) }
            }
        },
    )

    // snippet: lesson
    suspend fun isPrime(number: Long): Boolean {
        if (number < 2 || number % 2 == 0L) {
            return number == 2L
        }
        for (divisor in 3..sqrt(number.toDouble()).toLong() step 2) {
            if (number % divisor == 0L) {
                return false
            }
            if (divisor % 100_001 == 0L) {
                currentCoroutineContext().ensureActive() // what computes has to look itself
            }
        }
        return true
    }

    suspend fun oneThread(numbers: List<Long>): List<Boolean> =
        gather(numbers) { number -> isPrime(number) } // coroutines, but one thread: no quicker

    suspend fun severalThreads(numbers: List<Long>, threads: Int): List<Boolean> =
        withContext(Dispatchers.Default.limitedParallelism(threads)) {
            gather(numbers) { number -> isPrime(number) } // as quick as there are processors
        }
    // end
}

fun main(args: Array<String>) = CpuBound().launch(*args)
