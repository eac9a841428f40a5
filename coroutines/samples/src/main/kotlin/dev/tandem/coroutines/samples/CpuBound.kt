package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.cpu.CpuBoundSample
import dev.tandem.samples.cpu.Engine
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/**
 * Coroutines on one thread take turns, and are done no sooner for it. What makes them faster is a dispatcher with a
 * thread for each processor.
 */
@CatalogueEntry(
    id = "cpu-bound",
    title = "Test a large number for primality a hundred times, by every engine",
    documents = ["002"],
)
class CpuBound : CpuBoundSample() {
    override fun engines() = listOf(
        Engine("coroutines, one thread") { coroutines(threads = 1) },
        Engine("coroutines") { options -> coroutines(options.workers()) },
    )

    private fun coroutines(threads: Int): Engine.Crew {
        val dispatcher = Dispatchers.Default.limitedParallelism(threads)
        return Engine.Crew { numbers ->
            runBlocking(tracedIfRecorded()) { withContext(dispatcher) { gather(numbers) { isPrime(it) } } }
        }
    }
}

fun main(args: Array<String>) = CpuBound().launch(*args)
