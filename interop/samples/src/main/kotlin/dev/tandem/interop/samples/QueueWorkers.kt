package dev.tandem.interop.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.RandomSleeps
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option
import kotlin.math.roundToLong
import kotlin.time.Duration.Companion.seconds

/**
 * One queue between threads and coroutines, both ways round: a thread puts and coroutines take, then the reverse. Whoever
 * works never ends by itself, and is cancelled.
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

    override suspend fun perform(stage: Stage) = main(items.draw(stage), workers)

    // snippet: lesson
    suspend fun coroutine(name: String, queue: JoinableQueue<Double>) {
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

    fun thread(name: String, queue: dev.tandem.threads.JoinableQueue<Double>) {
        while (true) {
            val seconds = queue.take()
            try {
                Thread.sleep((1000 * seconds).roundToLong())
                println("%s has slept for %.2f seconds".format(name, seconds))
            } finally {
                queue.taskDone()
            }
        }
    }

    suspend fun main(sleeps: List<Double>, count: Int) = coroutineScope {
        val queue = JoinableQueue.fifo<Double>(capacity = count) // whoever puts has to wait for room
        val face = queue.asBlockingQueue() // the same queue, as threads see it: a JoinableQueue of threads
        println("threads produce, coroutines work")
        val coroutines = List(count) { i -> launch { coroutine("coroutine-$i", queue) } }
        toThread { sleeps.forEach { face.put(it) } } // on a thread; this coroutine waits for it
        queue.join()
        coroutines.forEach { it.cancel() }
        println("coroutines produce, threads work")
        val threads = List(count) { i -> launch { toThread { thread("thread-$i", face) } } }
        sleeps.forEach { queue.put(it) }
        queue.join()
        threads.forEach { it.cancel() } // interrupts the thread; toThread waits for its end
    }
    // end
}

fun main(args: Array<String>) = QueueWorkers().launch(*args)
