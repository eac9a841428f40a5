package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PrimeSearchOptions
import dev.tandem.samples.SampleFailure
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import kotlin.time.Duration
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTimedValue

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
        val (primes, took) = measureTimedValue { findOneByOne(numbers) }
        stage.print("Result 1", primes, took)
        val (samePrimes, tookAtOnce) = measureTimedValue { findAtOnce(numbers) }
        stage.print("Result 2", samePrimes, tookAtOnce)
        if (samePrimes.toSet() != primes.toSet()) throw SampleFailure("the two results differ")
        stage.out.printf("Speed-up: %.2f%n", took / tookAtOnce)
    }

    private fun Stage.print(name: String, primes: List<Long>, took: Duration) {
        out.println("$name: $primes")
        out.printf("Took: %.2f seconds.%n", took.toDouble(SECONDS))
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
