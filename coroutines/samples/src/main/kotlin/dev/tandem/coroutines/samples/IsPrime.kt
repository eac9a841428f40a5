package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PrimeSearch
import dev.tandem.samples.PrimeSearchOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import kotlin.time.measureTimedValue
import kotlin.time.toJavaDuration

/**
 * Whether one number is prime does not depend on any other, so all can be tested at once. Coroutines alone do not make
 * this faster: the dispatcher does, which has a thread for each processor. The answers come in no particular order.
 */
@CatalogueEntry(
    id = "is-prime",
    title = "Find the primes of a range one by one, then several at once",
    documents = ["000"],
)
class IsPrime : SuspendingSample() {
    @Mixin
    private val options = PrimeSearchOptions()

    private class Answer(val number: Long, val prime: Boolean)

    override suspend fun perform(stage: Stage) {
        options.check()
        val numbers = options.from() until options.from() + options.count()
        val oneByOne = search { findOneByOne(numbers) }
        oneByOne.print("Result 1", stage)
        val atOnce = search { findAtOnce(numbers) }
        atOnce.print("Result 2", stage)
        atOnce.printSpeedUpOver(oneByOne, stage)
    }

    private inline fun search(find: () -> List<Long>): PrimeSearch {
        val (primes, took) = measureTimedValue(find)
        return PrimeSearch(primes, took.toJavaDuration())
    }

    /** In one coroutine. */
    private suspend fun findOneByOne(numbers: LongRange): List<Long> = withContext(Dispatchers.Default) {
        numbers.filter { isPrime(it) }
    }

    /** In a coroutine for each number, so many of them at a time. */
    private suspend fun findAtOnce(numbers: LongRange): List<Long> = coroutineScope {
        val workers = Dispatchers.Default.limitedParallelism(options.workers())
        val answers = numbers.map { number -> async(workers) { Answer(number, isPrime(number)) } }
        answers.asCompleted().map { it.await() }.filter { it.prime }.map { it.number }.toList()
    }
}

fun main(args: Array<String>) = IsPrime().launch(*args)
