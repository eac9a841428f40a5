package dev.tandem.interop.samples

import dev.tandem.coroutines.Event
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.BlockingEvent
import dev.tandem.interop.asBlockingEvent
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.seconds

/**
 * One event holds back threads and coroutines, and lets them all go on when it is set: first by a coroutine, then by a
 * thread.
 */
@CatalogueEntry(
    id = "event",
    title = "Wait for an event that is set after a second",
    documents = ["001"],
)
class EventWaiters : SuspendingSample() {
    @Option(
        names = ["--waiters"],
        paramLabel = "N",
        defaultValue = "1",
        converter = [AtLeastOne::class],
        description = [$$"How many threads wait for it, and how many coroutines (default: ${DEFAULT-VALUE})."],
    )
    private var waiters = 0

    override suspend fun perform(stage: Stage) = main(stage.scaled(1.0), waiters)

    // snippet: lesson
    suspend fun coroutine(name: String, event: Event) {
        println("$name waiting for it ...")
        event.await()
        println("$name ... got it!")
    }

    fun thread(name: String, event: BlockingEvent) {
        println("$name waiting for it ...")
        event.await()
        println("$name ... got it!")
    }

    fun CoroutineScope.startWaiters(count: Int, event: Event) = repeat(count) { i ->
        launch { coroutine("coroutine-$i", event) }
        launch { toThread { thread("thread-$i", event.asBlockingEvent()) } }
    }

    suspend fun main(seconds: Double, count: Int) {
        println("set by a coroutine")
        coroutineScope {
            val event = Event()
            startWaiters(count, event)
            delay(seconds.seconds)
            event.set()
        } // waits for what was launched in it
        println("set by a thread")
        coroutineScope {
            val event = Event()
            startWaiters(count, event)
            toThread {
                Thread.sleep(Math.round(1000 * seconds))
                event.set() // never waits, so a thread calls it as it is
            }
        }
    }
    // end
}

fun main(args: Array<String>) = EventWaiters().launch(*args)
