package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.reduction.Reducer
import dev.tandem.samples.reduction.ReductionSample
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/**
 * An associative operator lets each chunk be reduced by itself, in a coroutine of its own. What makes this faster is the
 * dispatcher, with its several threads; the results are in the order of the chunks, whichever was ready first.
 */
@CatalogueEntry(
    id = "reduction",
    title = "Reduce many numbers to one, in chunks side by side",
    documents = ["000"],
)
class Reduction : ReductionSample() {
    override fun reducers() = listOf(Reducer("coroutines", ::coroutines))

    private fun coroutines(workers: Int): Reducer.Crew {
        val dispatcher = Dispatchers.Default.limitedParallelism(workers)
        return Reducer.Crew { operator, chunks ->
            val results =
                runBlocking(tracedIfRecorded()) { withContext(dispatcher) { gather(chunks) { operator.reduce(it) } } }
            results.reduce(operator::applyAsLong)
        }
    }
}

fun main(args: Array<String>) = Reduction().launch(*args)
