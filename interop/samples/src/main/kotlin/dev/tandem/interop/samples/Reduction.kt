package dev.tandem.interop.samples

import dev.tandem.interop.runInExecutor
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.reduction.Operator
import dev.tandem.samples.reduction.Reducer
import dev.tandem.samples.reduction.ReductionSample
import dev.tandem.threads.processes.ProcessPool
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking

/**
 * Coroutines and processes share the work: Java's [Operator] reduces each chunk in a process of Java's [ProcessPool], a
 * coroutine waits for it, and joins what two others have. So the results are joined in a tree, in the order of the chunks.
 */
@CatalogueEntry(
    id = "reduction",
    title = "Reduce many numbers to one, in chunks side by side",
    documents = ["000"],
)
class Reduction : ReductionSample() {
    override fun reducers() =
        listOf(Reducer("coroutines over processes") { workers -> Tree(ProcessPool.builder().size(workers).build()) })
}

private class Tree(private val pool: ProcessPool) : Reducer.Crew {
    override fun reduce(operator: Operator, chunks: List<LongArray>): Long = runBlocking { join(operator, chunks) }

    private suspend fun join(operator: Operator, chunks: List<LongArray>): Long {
        val chunk = chunks.singleOrNull() ?: return joinHalves(operator, chunks)
        return runInExecutor(pool) { operator.reduce(chunk) }
    }

    private suspend fun joinHalves(operator: Operator, chunks: List<LongArray>): Long = coroutineScope {
        val half = chunks.size / 2
        val left = async { join(operator, chunks.take(half)) }
        val right = async { join(operator, chunks.drop(half)) }
        operator.applyAsLong(left.await(), right.await())
    }

    override fun close() {
        pool.shutdownNow() // what is not done yet, nobody waits for
        pool.close()
    }
}

fun main(args: Array<String>) = Reduction().launch(*args)
