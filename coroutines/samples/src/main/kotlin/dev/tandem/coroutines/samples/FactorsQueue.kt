package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.FactorsOptions
import dev.tandem.samples.Stage
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option

/**
 * A few coroutines share the work of a queue: whoever is free takes what came first. With four numbers and three
 * workers, one of them comes back for a second.
 */
@CatalogueEntry(
    id = "factors-queue",
    title = "Three workers drain a queue of numbers, first in, first out",
    documents = ["000"],
)
class FactorsQueue : SuspendingSample() {
    @Mixin
    private var options = FactorsOptions()

    @Option(
        names = ["--number"],
        paramLabel = "N",
        split = ",",
        defaultValue = "1,10,4,3",
        description = [$$"A number to find the factors of; may be repeated (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var numbers: List<Int>

    override suspend fun perform(stage: Stage) {
        numbers.forEach { options.check(it) }
        val queue = JoinableQueue.fifo<Int>(numbers.size)
        numbers.forEach { queue.put(it) }
        Factors(stage, queue) { it }.printAll(options.workers())
    }
}

fun main(args: Array<String>) = FactorsQueue().launch(*args)
