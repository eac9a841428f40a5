package dev.tandem.interop.samples

import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.BlockingBarrier
import dev.tandem.interop.asBlockingBarrier
import dev.tandem.interop.toThread
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
 * Threads and coroutines begin each phase together, behind one barrier. When one of them leaves for good, the broken
 * barrier tells the others, of either kind.
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
        description = [$$"How many work, every other one a thread; the last one leaves (default: ${DEFAULT-VALUE})."],
    )
    private var workers = 0

    @Option(
        names = ["--phases"],
        paramLabel = "N",
        defaultValue = "2",
        converter = [AtLeastOne::class],
        description = [$$"After how many phases it leaves (default: ${DEFAULT-VALUE})."],
    )
    private var phases = 0

    override suspend fun perform(stage: Stage) = main(workers, phases, stage.scaled(0.1))

    // snippet: lesson
    suspend fun coroutine(name: String, phases: Int, barrier: Barrier, seconds: Double) = try {
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

    fun thread(name: String, phases: Int, barrier: BlockingBarrier, seconds: Double) = try {
        for (phase in 1..phases) {
            barrier.await()
            println("$name begins phase $phase")
            Thread.sleep(Math.round(1000 * seconds))
        }
        println("$name leaves")
        barrier.abort()
    } catch (e: BrokenBarrierException) {
        println("$name learns that somebody left")
    }

    suspend fun main(count: Int, phases: Int, seconds: Double) = coroutineScope {
        val barrier = Barrier(count)
        for (i in 0..<count) {
            val own = if (i == count - 1) phases else phases + 1 // the last worker has one phase less
            if (i % 2 == 0) {
                launch { toThread { thread("thread-$i", own, barrier.asBlockingBarrier(), seconds) } }
            } else {
                launch { coroutine("coroutine-$i", own, barrier, seconds) }
            }
        }
    }
    // end
}

fun main(args: Array<String>) = BarrierPhases().launch(*args)
