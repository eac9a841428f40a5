package dev.tandem.interop.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PrimeSearch
import dev.tandem.samples.PrimeSearchOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import picocli.CommandLine.Mixin
import java.util.concurrent.Executors
import kotlin.math.sqrt
import kotlin.time.measureTimedValue
import kotlin.time.toJavaDuration

/**
 * Coroutines have a blocking test run on a pool of threads, with a thread for each processor, and take the answers as they
 * come. The test itself keeps a processor busy, and heeds interruptions only, which is what cancelling the coroutines
 * becomes on its way.
 */
@CatalogueEntry(
    id = "is-prime",
    title = "Find the primes of a range one by one, then several at once",
    documents = ["000"],
)
class IsPrime : SuspendingSample() {
    @Mixin
    private val options = PrimeSearchOptions()

    override suspend fun perform(stage: Stage) {
        options.check()
        val numbers = (options.from() until options.from() + options.count()).toList()
        val oneByOne = search { toThread { oneByOne(numbers) } }
        oneByOne.print("Result 1", stage)
        val atOnce = search { atOnce(numbers, options.workers()) }
        atOnce.print("Result 2", stage)
        atOnce.printSpeedUpOver(oneByOne, stage)
    }

    private suspend fun search(find: suspend () -> List<Long>): PrimeSearch {
        val (primes, took) = measureTimedValue { find() }
        return PrimeSearch(primes, took.toJavaDuration())
    }

    // snippet: lesson
    fun isPrime(number: Long): Boolean { // blocking: it knows threads, and no coroutine
        if (number < 2 || number % 2 == 0L) {
            return number == 2L // the documents' program takes 2 for no prime
        }
        for (divisor in 3..sqrt(number.toDouble()).toLong() step 2) {
            if (number % divisor == 0L) {
                return false
            }
            if (divisor % 100_001 == 0L && Thread.interrupted()) {
                throw InterruptedException() // a cancelled coroutine interrupts its thread
            }
        }
        return true
    }

    fun oneByOne(numbers: List<Long>): List<Long> = numbers.filter { isPrime(it) }

    suspend fun atOnce(numbers: List<Long>, workers: Int): List<Long> = coroutineScope {
        val pool = Executors.newFixedThreadPool(workers)
        try {
            val tests = numbers.map { number -> async { runInExecutor(pool) { oneByOne(listOf(number)) } } }
            val primes = mutableListOf<Long>()
            tests.asCompleted().collect { test ->
                // whichever is done next
                primes += test.await()
            }
            primes
        } finally {
            pool.shutdownNow()
        }
    }
    // end
}

fun main(args: Array<String>) = IsPrime().launch(*args)
