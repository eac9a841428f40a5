package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.NewtonOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import picocli.CommandLine.Mixin

/** What needs the last result before it can begin cannot be shared out, however many offer. */
@CatalogueEntry(
    id = "newton",
    title = "Find a root by Newton's iteration: workers gain nothing",
    documents = ["000", "003"],
)
class Newton : SuspendingSample() {
    @Mixin
    private val options = NewtonOptions()

    override suspend fun perform(stage: Stage) = main(options.number(), options.steps(), options.workers())

    // snippet: lesson
    fun better(guess: Double, number: Double) = (guess + number / guess) / 2

    fun alone(number: Double, steps: Int): Double {
        var guess = number
        repeat(steps) {
            guess = better(guess, number)
        }
        return guess
    }

    suspend fun byWorkers(number: Double, steps: Int, workers: Int): Double = coroutineScope {
        val pool = Dispatchers.Default.limitedParallelism(workers)
        var guess = number
        repeat(steps) {
            val last = guess
            val step = async(pool) { better(last, number) }
            guess = step.await() // the next step needs it: the other workers have nothing to do
        }
        guess
    }

    suspend fun main(number: Double, steps: Int, workers: Int) {
        val start = System.nanoTime()
        println("alone: %.6f".format(alone(number, steps)))
        val between = System.nanoTime()
        println("%d workers: %.6f".format(workers, byWorkers(number, steps, workers)))
        val gain = (between - start).toDouble() / (System.nanoTime() - between)
        println("speed-up: %.2f".format(gain))
    }
    // end
}

fun main(args: Array<String>) = Newton().launch(*args)
