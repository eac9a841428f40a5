package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ConditionOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import java.io.PrintStream

/**
 * A condition wakes as many waiters as it is told to, those who came first before the others. Who waits for something
 * in particular says so with a predicate, and sleeps through signals that do not fulfil it.
 */
@CatalogueEntry(
    id = "condition",
    title = "Wake one waiter, several, or all; wait for a predicate",
    documents = ["001"],
)
class ConditionWaiters : SuspendingSample() {
    @Mixin
    private val options = ConditionOptions()

    override suspend fun perform(stage: Stage) {
        wakeOneSeveralAll(System.out)
        waitForLetters(System.out)
    }

    private suspend fun wakeOneSeveralAll(out: PrintStream) = coroutineScope {
        val room = WaitingRoom(out)
        repeat(options.waiters()) { i ->
            launch { room.await("waiter-$i") }
            room.untilWaiting(i + 1)
        }
        room.ringForOneSeveralAll(options.several())
    }

    private suspend fun waitForLetters(out: PrintStream) = coroutineScope {
        val mailbox = Mailbox(out)
        launch { mailbox.read(3) }
        mailbox.ready.await()
        for (letter in listOf("a", "b", "c")) mailbox.put(letter)
    }
}

fun main(args: Array<String>) = ConditionWaiters().launch(*args)
