package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.Mailbox
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.WaitingRoom
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ConditionOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import java.io.PrintStream

/**
 * Threads and coroutines wait in one queue behind one condition, and a signal goes to those who came first. Threads and
 * coroutines that are woken together then go on in any order, each as soon as it gets to run. A coroutine waits for
 * letters, which a thread brings. The threads' half is [ConditionThread], in Java.
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
            if (i % 2 == 0) {
                launch { toThread { ConditionThread.await(room, "thread-$i") } }
            } else {
                launch { room.await("coroutine-$i") }
            }
            room.untilWaiting(i + 1)
        }
        room.ringForOneSeveralAll(options.several())
    }

    private suspend fun waitForLetters(out: PrintStream) = coroutineScope {
        val mailbox = Mailbox(out)
        launch { mailbox.read(3) }
        mailbox.ready.await()
        toThread { ConditionThread.putAll(mailbox, listOf("a", "b", "c")) }
    }
}

fun main(args: Array<String>) = ConditionWaiters().launch(*args)
