package dev.tandem.interop.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PipeOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import java.util.concurrent.BlockingQueue
import kotlin.math.roundToLong
import kotlin.time.Duration.Companion.seconds

/** One queue with a bound: full, it suspends the coroutine that produces; empty, it blocks the thread that consumes. */
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
    fun drawn(queue: BlockingQueue<Int>) = "#".repeat(queue.size) + ".".repeat(queue.remainingCapacity())

    suspend fun produce(queue: JoinableQueue<Int>, items: Int, pause: Double) { // a coroutine
        for (item in 1..items) {
            delay(pause.seconds)
            println(drawn(queue.asBlockingQueue()) + " put $item" + if (queue.isFull) " has to wait" else "")
            queue.put(item)
        }
    }

    fun consume(queue: BlockingQueue<Int>, items: Int, pause: Double) { // a thread
        repeat(items) {
            Thread.sleep((1000 * pause).roundToLong())
            println(drawn(queue) + " take" + if (queue.isEmpty()) " has to wait" else "")
            queue.take()
        }
    }

    suspend fun main(items: Int, capacity: Int, pause: Double) = coroutineScope {
        val queue = JoinableQueue.fifo<Int>(capacity)
        val face = queue.asBlockingQueue() // the same queue, as threads see it
        println("a fast producer, a slow consumer")
        launch { produce(queue, items, 0.0) }
        toThread { consume(face, items, pause) }
        println("a slow producer, a fast consumer")
        launch { produce(queue, items, pause) }
        toThread { consume(face, items, 0.0) }
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = BoundedPipeline().launch(*args)
