package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.RandomSleeps
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/**
 * Workers take items from a queue and say when each is done; `join` waits for the last one. The workers themselves
 * never end, and are cancelled.
 */
@CatalogueEntry(id = "queue-workers", title = "Work through a queue with three workers", documents = ["001"])
class QueueWorkers : SuspendingSample() {
    @Mixin
    private val items = RandomSleeps()

    @Option(
        names = ["--workers"],
        paramLabel = "N",
        defaultValue = "3",
        converter = [AtLeastOne::class],
        description = ["How many workers share them (default: \${DEFAULT-VALUE})."],
    )
    private var workers = 0

    override suspend fun perform(stage: Stage) = main(items.draw(stage), workers)

    // snippet: lesson
    suspend fun worker(name: String, queue: JoinableQueue<Double>) {
        while (true) {
            val seconds = queue.take()
            try {
                delay(seconds.seconds)
                println("%s has slept for %.2f seconds".format(name, seconds))
            } finally {
                queue.taskDone()
            }
        }
    }

    suspend fun main(sleeps: List<Double>, count: Int) = coroutineScope {
        val queue = JoinableQueue.fifo<Double>()
        sleeps.forEach { queue.put(it) }
        val workers = List(count) { i -> launch(CoroutineName("worker-$i")) { worker("worker-$i", queue) } }
        val slept = measureTime { queue.join() }
        workers.forEach { it.cancel() }
        println("====")
        println("%d workers slept in parallel for %.2f seconds".format(count, slept.toDouble(SECONDS)))
        println("total expected sleep time: %.2f seconds".format(sleeps.sum()))
    }
    // end
}

fun main(args: Array<String>) = QueueWorkers().launch(*args)
