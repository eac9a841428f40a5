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
import kotlin.time.Duration
import kotlin.time.DurationUnit.SECONDS
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
        val sleeps = items.draw().map { it.toKotlinDuration() }
        val took = workThrough(sleeps, stage)
        stage.out.println("====")
        stage.out.printf("%d workers slept in parallel for %.2f seconds%n", workers, took.toDouble(SECONDS))
        stage.out.printf("total expected sleep time: %.2f seconds%n", sleeps.sumOf { stage.seconds(it) })
    }

    private suspend fun workThrough(sleeps: List<Duration>, stage: Stage): Duration = coroutineScope {
        val queue = JoinableQueue.fifo<Duration>()
        sleeps.forEach { queue.put(it) }
        val crew = List(workers) { i -> launch { work("worker-$i", queue, stage) } }
        measureTime { queue.join() }.also {
            crew.forEach { it.cancel() } // the scope waits until they are gone
        }
    }

    private suspend fun work(name: String, queue: JoinableQueue<Duration>, stage: Stage) {
        while (true) {
            val sleep = queue.take()
            stage.delay(sleep)
            stage.out.printf("%s has slept for %.2f seconds%n", name, stage.seconds(sleep))
            queue.taskDone()
        }
    }

    private fun Stage.seconds(documented: Duration): Double =
        scaled(documented.toJavaDuration()).toKotlinDuration().toDouble(SECONDS)
}

fun main(args: Array<String>) = QueueWorkers().launch(*args)
