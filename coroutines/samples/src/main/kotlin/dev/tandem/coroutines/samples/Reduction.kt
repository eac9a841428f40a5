package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.SampleException
import dev.tandem.samples.Stage
import dev.tandem.samples.reduction.ReductionOptions
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.util.function.LongBinaryOperator
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTimedValue

/**
 * An associative operator lets each chunk be reduced by itself, in a coroutine of its own. What makes this faster is the
 * dispatcher, with its several threads; the results are in the order of the chunks, whichever was ready first.
 */
@CatalogueEntry(
    id = "reduction",
    title = "Reduce many numbers to one, in chunks side by side",
    documents = ["000"],
)
class Reduction : SuspendingSample() {
    @Mixin
    private val options = ReductionOptions()

    override suspend fun perform(stage: Stage) {
        options.check()
        val numbers = options.draw()
        println(options.description())
        try {
            main(options.operator(), numbers, options.split(numbers), options.workers())
        } catch (notAssociative: ArithmeticException) {
            throw SampleException(notAssociative.message)
        }
    }

    // snippet: lesson
    suspend fun reduce(operator: LongBinaryOperator, chunks: List<LongArray>): Long {
        val results = gather(chunks) { chunk -> chunk.reduce(operator::applyAsLong) }
        return results.reduce(operator::applyAsLong) // in the order of the chunks
    }

    suspend fun timed(how: String, reduction: suspend () -> Long): Long {
        val (result, time) = measureTimedValue { reduction() }
        println("%s: %d in %.3f s".format(how, result, time.toDouble(SECONDS)))
        return result
    }

    suspend fun main(operator: LongBinaryOperator, numbers: LongArray, chunks: List<LongArray>, workers: Int) {
        val inRow = timed("one thread") { numbers.reduce(operator::applyAsLong) }
        val threads = Dispatchers.Default.limitedParallelism(workers)
        if (timed("coroutines") { withContext(threads) { reduce(operator, chunks) } } != inRow) {
            throw ArithmeticException("$operator is not associative: chunks give another result")
        }
        println("in chunks as in a row: $inRow")
    }
    // end
}

fun main(args: Array<String>) = Reduction().launch(*args)
