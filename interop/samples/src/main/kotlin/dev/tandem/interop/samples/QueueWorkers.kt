package dev.tandem.interop.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.sleepThrough
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.RandomSleeps
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.measureTime
import kotlin.time.toJavaDuration

/**
 * One queue between threads and coroutines, both ways round: threads put and coroutines take, then the reverse. The
 * threads' half is [QueueThread], in Java. Whoever works never ends by itself, and is cancelled.
 */
@CatalogueEntry(
    id = "queue-workers",
    title = "Work through a queue with three workers",
    documents = ["001"],
)
class QueueWorkers : SuspendingSample() {
    @Mixin
    private val items = RandomSleeps()

    @Option(
        names = ["--workers"],
        paramLabel = "N",
        defaultValue = "3",
        converter = [AtLeastOne::class],
        description = [$$"How many workers share the items (default: ${DEFAULT-VALUE})."],
    )
    private var workers = 0

    override suspend fun perform(stage: Stage) {
        val sleeps = items.draw()
        println("threads produce, coroutines work")
        workThrough(
            stage,
            "coroutines",
            produce = { queue -> toThread { QueueThread.produce(queue.asBlockingQueue(), sleeps) } },
            work = { queue, i -> sleepThrough(queue, "coroutine-$i", stage) },
        )
        println("coroutines produce, threads work")
        workThrough(
            stage,
            "threads",
            produce = { queue -> sleeps.forEach { queue.put(it) } },
            work = { queue, i -> toThread { QueueThread.sleepThrough(queue.asBlockingQueue(), "thread-$i", stage) } },
        )
    }

    private suspend fun workThrough(
        stage: Stage,
        kind: String,
        produce: suspend (JoinableQueue<Duration>) -> Unit,
        work: suspend (JoinableQueue<Duration>, Int) -> Unit,
    ) = coroutineScope {
        val queue = JoinableQueue.fifo<Duration>(capacity = workers)
        val crew = List(workers) { i -> launch { work(queue, i) } }
        val took = measureTime {
            produce(queue) // waits for room, again and again
            queue.join()
        }
        crew.forEach { it.cancel() } // interrupts a thread; the scope waits until all are gone
        items.report(stage, "$workers $kind", took.toJavaDuration())
    }
}

fun main(args: Array<String>) = QueueWorkers().launch(*args)
