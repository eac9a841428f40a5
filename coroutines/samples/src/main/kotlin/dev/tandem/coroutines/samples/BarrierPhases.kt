package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Barrier
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
import java.util.concurrent.BrokenBarrierException
import kotlin.time.Duration.Companion.seconds

/**
 * Nobody begins a phase before everybody has done the last one. If one leaves for good, those who wait for it would wait
 * for ever; a broken barrier tells them.
 */
@CatalogueEntry(
    id = "barrier",
    title = "Work in phases behind a barrier; one leaves, and all learn of it",
    documents = ["001"],
)
class BarrierPhases : SuspendingSample() {
    @Option(
        names = ["--workers"],
        paramLabel = "N",
        defaultValue = "3",
        converter = [AtLeastOne::class],
        description = ["How many work; the last one leaves (default: \${DEFAULT-VALUE})."],
    )
    private var workers = 0

    @Option(
        names = ["--phases"],
        paramLabel = "N",
        defaultValue = "2",
        converter = [AtLeastOne::class],
        description = ["After how many phases it leaves (default: \${DEFAULT-VALUE})."],
    )
    private var phases = 0

    override suspend fun perform(stage: Stage) = main(workers, phases, stage.scaled(0.1))

    // snippet: lesson
    suspend fun worker(name: String, phases: Int, barrier: Barrier, seconds: Double) {
        try {
            for (phase in 1..phases) {
                barrier.await()
                println("$name begins phase $phase")
                delay(seconds.seconds)
            }
            println("$name leaves")
            barrier.abort()
        } catch (e: BrokenBarrierException) {
            println("$name learns that somebody left")
        }
    }

    suspend fun main(count: Int, phases: Int, seconds: Double) = coroutineScope {
        val barrier = Barrier(count)
        for (i in 0..<count) {
            val own = if (i == count - 1) phases else phases + 1 // the last worker has one phase less
            launch { worker("worker-$i", own, barrier, seconds) }
        }
    }
    // end
}

fun main(args: Array<String>) = BarrierPhases().launch(*args)
