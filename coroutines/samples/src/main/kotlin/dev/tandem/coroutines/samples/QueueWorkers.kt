package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
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
import kotlin.time.toKotlinDuration

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

    override suspend fun perform(stage: Stage) {
        val sleeps = items.draw()
        val took = workThrough(sleeps, stage)
        items.report(stage, "$workers workers", took)
    }

    private suspend fun workThrough(sleeps: List<Duration>, stage: Stage): Duration = coroutineScope {
        val queue = JoinableQueue.fifo<Duration>()
        sleeps.forEach { queue.put(it) }
        val crew = List(workers) { i -> launch { sleepThrough(queue, "worker-$i", stage) } }
        measureTime { queue.join() }.toJavaDuration().also {
            crew.forEach { it.cancel() } // the scope waits until they are gone
        }
    }
}

/** Takes one item after another, sleeps as long as it says, and says that it is done; never ends. */
suspend fun sleepThrough(queue: JoinableQueue<Duration>, name: String, stage: Stage): Nothing {
    while (true) {
        val sleep = queue.take()
        try {
            stage.delay(sleep.toKotlinDuration())
            stage.out.println(RandomSleeps.slept(name, sleep, stage))
        } finally {
            queue.taskDone()
        }
    }
}

fun main(args: Array<String>) = QueueWorkers().launch(*args)
