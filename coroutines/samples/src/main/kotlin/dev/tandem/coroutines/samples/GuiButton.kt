package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Event
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.EventThread
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import picocli.CommandLine.Option
import java.time.Duration

/**
 * A window has one thread for all its events, so a button whose job blocks freezes it. A coroutine on the event thread
 * has the job done elsewhere, suspends meanwhile, and goes on where it was.
 */
@CatalogueEntry(
    id = "gui-button",
    title = "A job must not freeze the thread that handles events",
    documents = ["000"],
)
class GuiButton : SuspendingSample() {
    @Option(
        names = ["--job"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long the button's job takes (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var job: Duration

    override suspend fun perform(stage: Stage) = EventThread.open(title()).use { events ->
        coroutineScope {
            val closing = launch(start = UNDISPATCHED) { closeWhenCancelled(events) }
            main(events.asCoroutineDispatcher(), stage.seconds(job))
            closing.cancel()
        }
    }

    /** Or else a run that is cancelled would wait until the job that freezes the event thread is done. */
    private suspend fun closeWhenCancelled(events: EventThread): Nothing = try {
        awaitCancellation()
    } finally {
        events.close()
    }

    // snippet: lesson
    fun frozen(seconds: Double) {
        println("button: working ...")
        Thread.sleep(Math.round(1000 * seconds)) // blocks the thread: no other event is handled
        println("button: done")
    }

    suspend fun alive(seconds: Double) {
        println("button: working ...")
        // another thread blocks; this one handles other events
        runInterruptible(Dispatchers.IO) {
            Thread.sleep(Math.round(1000 * seconds))
        }
        println("button: done") // on the event thread again, the only one that may touch the window
    }

    suspend fun main(events: CoroutineDispatcher, seconds: Double) {
        // events: in Swing, Dispatchers.Main
        coroutineScope {
            launch(events) { println("the job on the event thread") }
            launch(events) { frozen(seconds) }
            launch(events) { println("another click is answered") }
        } // waits for what was launched in it
        coroutineScope {
            launch(events) { println("the job on a thread of its own") }
            launch(events) { alive(seconds) }
            launch(events) { println("another click is answered") }
        }
    }
    // end
}

fun main(args: Array<String>) = GuiButton().launch(*args)
