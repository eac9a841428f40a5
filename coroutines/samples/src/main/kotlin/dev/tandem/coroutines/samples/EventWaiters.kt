package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Event
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
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

    override suspend fun perform(stage: Stage) = main(stage.scaled(1.0), waiters)

    // snippet: lesson
    suspend fun waiter(event: Event) {
        println("waiting for it ...")
        event.await()
        println("... got it!")
    }

    suspend fun main(seconds: Double, count: Int) = coroutineScope {
        val event = Event()
        repeat(count) {
            launch { waiter(event) }
        }
        delay(seconds.seconds)
        event.set()
        println(1) // comes first: on runBlocking's one thread, whoever waits goes on when this coroutine waits or ends
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = EventWaiters().launch(*args)
