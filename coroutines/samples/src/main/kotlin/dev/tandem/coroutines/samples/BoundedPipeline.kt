package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PipeOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

/**
 * A queue with a bound holds a producer back that is faster than its consumer, and memory stays as small as the bound;
 * where the consumer is faster, it waits.
 */
@CatalogueEntry(
    id = "bounded-pipeline",
    title = "A full queue holds the producer back, an empty one the consumer",
    documents = ["000", "002"],
)
class BoundedPipeline : SuspendingSample() {
    @Mixin
    private val options = PipeOptions()

    override suspend fun perform(stage: Stage) = main(options.items(), options.capacity(), options.pause(stage))

    // snippet: lesson
    fun drawn(queue: JoinableQueue<Int>) = "#".repeat(queue.size) + ".".repeat(queue.capacity - queue.size)

    suspend fun produce(queue: JoinableQueue<Int>, items: Int, pause: Double) {
        for (item in 1..items) {
            delay(pause.seconds)
            println(drawn(queue) + " put $item" + if (queue.isFull) " has to wait" else "")
            queue.put(item)
        }
    }

    suspend fun consume(queue: JoinableQueue<Int>, items: Int, pause: Double) {
        repeat(items) {
            delay(pause.seconds)
            println(drawn(queue) + " take" + if (queue.isEmpty) " has to wait" else "")
            queue.take()
        }
    }

    suspend fun main(items: Int, capacity: Int, pause: Double) = coroutineScope {
        val queue = JoinableQueue.fifo<Int>(capacity)
        println("a fast producer, a slow consumer")
        launch { produce(queue, items, 0.0) }
        consume(queue, items, pause)
        println("a slow producer, a fast consumer")
        launch { produce(queue, items, pause) }
        consume(queue, items, 0.0)
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = BoundedPipeline().launch(*args)
