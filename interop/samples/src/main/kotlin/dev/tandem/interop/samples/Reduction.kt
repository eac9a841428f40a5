package dev.tandem.interop.samples

import dev.tandem.coroutines.gather
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.SampleException
import dev.tandem.samples.Stage
import dev.tandem.samples.reduction.ReductionOptions
import dev.tandem.threads.processes.ProcessPool
import picocli.CommandLine.Mixin
import java.util.concurrent.ExecutorService
import java.util.function.LongBinaryOperator
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTimedValue

/**
 * Coroutines and processes share the work: each chunk is reduced in a process of Java's [ProcessPool], a coroutine awaits
 * it there, and the results are reduced here, in the order of the chunks.
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
    suspend fun reduce(operator: LongBinaryOperator, chunks: List<LongArray>, pool: ExecutorService): Long {
        val results = gather(chunks) { chunk -> runInExecutor(pool) { chunk.reduce(operator::applyAsLong) } }
        return results.reduce(operator::applyAsLong) // in the order of the chunks
    }

    suspend fun timed(how: String, reduction: suspend () -> Long): Long {
        val (result, time) = measureTimedValue { reduction() }
        println("%s: %d in %.3f s".format(how, result, time.toDouble(SECONDS)))
        return result
    }

    suspend fun main(operator: LongBinaryOperator, numbers: LongArray, chunks: List<LongArray>, workers: Int) {
        val inRow = timed("one thread") { numbers.reduce(operator::applyAsLong) }
        ProcessPool.builder().size(workers).build().use { processes ->
            if (timed("coroutines over processes") { reduce(operator, chunks, processes) } != inRow) {
                throw ArithmeticException("$operator is not associative: chunks give another result")
            }
        }
        println("in chunks as in a row: $inRow")
    }
    // end
}

fun main(args: Array<String>) = Reduction().launch(*args)
