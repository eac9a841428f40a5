package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield
import picocli.CommandLine.Option
import kotlin.math.sqrt

/**
 * Several coroutines take turns on one thread: each works for a while and gives way to the next with `yield`. So a long
 * task does not hold up the short ones, though no second thread helps.
 */
@CatalogueEntry(
    id = "cooperative-primes",
    title = "Test numbers for primes in turns, each giving way to the next",
    documents = ["000", "003"],
)
class CooperativePrimes : SuspendingSample() {
    @Option(
        names = ["--numbers"],
        paramLabel = "N",
        split = ",",
        defaultValue = "9637529763296797,427920331,157",
        description = ["The numbers, in the order of their tasks (default: \${DEFAULT-VALUE})."],
    )
    private lateinit var numbers: List<Long>

    override suspend fun perform(stage: Stage) = main(numbers)

    // snippet: lesson
    suspend fun isPrime(number: Long): Boolean {
        if (number < 2 || number % 2 == 0L) return number == 2L
        for (divisor in 3..sqrt(number.toDouble()).toLong() step 2) {
            if (number % divisor == 0L) return false
            if (divisor % 100_000 == 1L) yield() // the others go on here
        }
        return true
    }

    suspend fun process(number: Long) {
        println("Processing $number...")
        val verdict = if (isPrime(number)) "a prime number" else "not a prime number"
        println("$number is $verdict.")
    }

    suspend fun main(numbers: List<Long>) = coroutineScope {
        for (number in numbers) {
            launch { process(number) }
        }
    }
    // end
}

fun main(args: Array<String>) = CooperativePrimes().launch(*args)
