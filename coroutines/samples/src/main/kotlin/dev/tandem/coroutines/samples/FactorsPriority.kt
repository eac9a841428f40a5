package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.FactorsOptions
import dev.tandem.samples.ScoredNumber
import dev.tandem.samples.Stage
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option

/**
 * A score given with each number decides who is next: the lowest score leaves the queue first, and of equal scores the
 * one that came first.
 */
@CatalogueEntry(
    id = "factors-priority",
    title = "Three workers drain a queue of numbers, lowest score first",
    documents = ["000"],
)
class FactorsPriority : SuspendingSample() {
    @Mixin
    private var options = FactorsOptions()

    @Option(
        names = ["--number"],
        paramLabel = "N=SCORE",
        split = ",",
        defaultValue = "1=2,10=1,4=1,3=0",
        converter = [ScoredNumber.Converter::class],
        description = [
            $$"A number to find the factors of, and its score; may be repeated (default: ${DEFAULT-VALUE}).",
        ],
    )
    private lateinit var numbers: List<ScoredNumber>

    override suspend fun perform(stage: Stage) {
        numbers.forEach { options.check(it.number) }
        val queue = JoinableQueue.priority<ScoredNumber>(numbers.size, compareBy { it.score })
        numbers.forEach { queue.put(it) }
        Factors(stage, queue) { it.number }.printAll(options.workers())
    }
}

fun main(args: Array<String>) = FactorsPriority().launch(*args)
