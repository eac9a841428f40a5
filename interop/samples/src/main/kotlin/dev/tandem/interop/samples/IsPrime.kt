package dev.tandem.interop.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PrimeSearch
import dev.tandem.samples.PrimeSearchOptions
import dev.tandem.samples.Stage
import dev.tandem.samples.cpu.Primes.isPrime
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import picocli.CommandLine.Mixin
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import kotlin.time.measureTimedValue
import kotlin.time.toJavaDuration

/**
 * Coroutines have Java's test run on a pool of threads, with a thread for each processor, and take the answers as they
 * come. The test itself, [isPrime], is Java's own: it keeps a processor busy, and heeds interruptions only, which
 * is what cancelling the coroutines becomes on its way.
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
        val numbers = options.from() until options.from() + options.count()
        val oneByOne = search { findOneByOne(numbers) }
        oneByOne.print("Result 1", stage)
        val atOnce = search { usePool(Executors.newFixedThreadPool(options.workers())) { findAtOnce(numbers, it) } }
        atOnce.print("Result 2", stage)
        atOnce.printSpeedUpOver(oneByOne, stage)
    }

    private suspend fun search(find: suspend () -> List<Long>): PrimeSearch {
        val (primes, took) = measureTimedValue { find() }
        return PrimeSearch(primes, took.toJavaDuration())
    }

    /** On one thread. */
    private suspend fun findOneByOne(numbers: LongRange): List<Long> = toThread { numbers.filter { isPrime(it) } }

    /** In a coroutine for each number, all of them on one thread, and in so many threads as the pool has. */
    private suspend fun findAtOnce(numbers: LongRange, pool: ExecutorService): List<Long> = coroutineScope {
        val answers = numbers.map { number -> async { number.takeIf { runInExecutor(pool) { isPrime(number) } } } }
        answers.asCompleted().map { it.await() }.filterNotNull().toList()
    }
}

fun main(args: Array<String>) = IsPrime().launch(*args)
