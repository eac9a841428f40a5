package dev.tandem.interop.samples

import dev.tandem.coroutines.Event
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

/**
 * One event holds back threads and coroutines, and lets them all go on when it is set: first by a coroutine, then by a
 * thread. The threads' half is [EventThread], in Java.
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

    override suspend fun perform(stage: Stage) {
        println("set by a coroutine")
        letWait(stage) { event ->
            stage.delay(1.seconds)
            event.set()
        }
        println("set by a thread")
        letWait(stage) { event -> toThread { EventThread.setLater(event, stage) } }
    }

    private suspend fun letWait(stage: Stage, setLater: suspend (Event) -> Unit) = coroutineScope {
        val event = Event()
        repeat(waiters) { i ->
            launch { toThread { EventThread.await(event, "thread-$i", System.out) } }
            launch { await(event, "coroutine-$i", System.out) }
        }
        setLater(event)
    }

    private suspend fun await(event: Event, name: String, out: PrintStream) {
        out.println("$name waiting for it ...")
        event.await()
        out.println("$name ... got it!")
    }
}

fun main(args: Array<String>) = EventWaiters().launch(*args)
