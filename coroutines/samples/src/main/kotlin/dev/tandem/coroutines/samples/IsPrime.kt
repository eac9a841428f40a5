package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PrimeSearch
import dev.tandem.samples.PrimeSearchOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import kotlin.math.sqrt
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

    override suspend fun perform(stage: Stage) {
        options.check()
        val numbers = (options.from() until options.from() + options.count()).toList()
        val oneByOne = search { withContext(Dispatchers.Default) { oneByOne(numbers) } }
        oneByOne.print("Result 1", stage)
        val atOnce = search { atOnce(numbers, options.workers()) }
        atOnce.print("Result 2", stage)
        atOnce.printSpeedUpOver(oneByOne, stage)
    }

    private inline fun search(find: () -> List<Long>): PrimeSearch {
        val (primes, took) = measureTimedValue(find)
        return PrimeSearch(primes, took.toJavaDuration())
    }

    // snippet: lesson
    suspend fun isPrime(number: Long): Boolean {
        if (number < 2 || number % 2 == 0L) {
            return number == 2L // the documents' program takes 2 for no prime
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

    suspend fun oneByOne(numbers: List<Long>): List<Long> {
        val primes = mutableListOf<Long>()
        for (number in numbers) {
            if (isPrime(number)) {
                primes += number
            }
        }
        return primes
    }

    suspend fun atOnce(numbers: List<Long>, workers: Int): List<Long> = coroutineScope {
        val pool = Dispatchers.Default.limitedParallelism(workers)
        val tests = numbers.map { number -> async(pool) { oneByOne(listOf(number)) } }
        val primes = mutableListOf<Long>()
        tests.asCompleted().collect { test ->
            // whichever is done next
            primes += test.await()
        }
        primes
    }
    // end
}

fun main(args: Array<String>) = IsPrime().launch(*args)
