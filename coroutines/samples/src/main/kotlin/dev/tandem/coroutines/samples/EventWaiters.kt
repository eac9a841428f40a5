package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Event
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

/** An event holds back whoever waits for it, and lets them all go on when it is set. */
@CatalogueEntry(id = "event", title = "Wait for an event that is set after a second", documents = ["001"])
class EventWaiters : SuspendingSample() {
    @Option(
        names = ["--waiters"],
        paramLabel = "N",
        defaultValue = "1",
        converter = [AtLeastOne::class],
        description = ["How many wait for the event (default: \${DEFAULT-VALUE})."],
    )
    private var waiters = 0

    override suspend fun perform(stage: Stage) = coroutineScope {
        val event = Event()
        repeat(waiters) {
            launch { await(event, System.out) }
        }
        stage.delay(1.seconds)
        event.set()
        println(1) // comes first: the waiters get this thread when it suspends, or ends
    }

    private suspend fun await(event: Event, out: PrintStream) {
        out.println("waiting for it ...")
        event.await()
        out.println("... got it!")
    }
}

fun main(args: Array<String>) = EventWaiters().launch(*args)
