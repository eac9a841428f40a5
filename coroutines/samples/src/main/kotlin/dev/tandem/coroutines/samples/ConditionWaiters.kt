package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Condition
import dev.tandem.coroutines.Event
import dev.tandem.coroutines.newCondition
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Option
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
    @Option(
        names = ["--waiters"],
        paramLabel = "N",
        defaultValue = "6",
        converter = [AtLeastOne::class],
        description = ["How many wait behind the condition (default: \${DEFAULT-VALUE})."],
    )
    private var waiters = 0

    @Option(
        names = ["--several"],
        paramLabel = "N",
        defaultValue = "2",
        converter = [AtLeastOne::class],
        description = ["How many to wake after the first one (default: \${DEFAULT-VALUE})."],
    )
    private var several = 0

    override suspend fun perform(stage: Stage) {
        wakeOneSeveralAll(stage.out)
        waitForLetters(stage.out)
    }

    private suspend fun wakeOneSeveralAll(out: PrintStream) = coroutineScope {
        val room = WaitingRoom(out)
        repeat(waiters) { i ->
            launch { room.await("waiter-$i") }
            room.untilWaiting(i + 1)
        }
        out.println("$waiters waiting")
        room.ring("wake one", 1) { signal() }
        room.ring("wake $several", several) { signal(several) }
        room.ring("wake all", waiters) { signalAll() }
    }

    private suspend fun waitForLetters(out: PrintStream) = coroutineScope {
        val mailbox = Mailbox(out)
        launch { mailbox.read(3) }
        mailbox.ready.await()
        for (letter in listOf("a", "b", "c")) mailbox.put(letter)
    }

    /** Where the waiters wait for the bell. Two conditions share its mutex. */
    private class WaitingRoom(private val out: PrintStream) {
        private val mutex = Mutex()
        private val bell = mutex.newCondition()
        private val comingAndGoing = mutex.newCondition()
        private var waiting = 0

        suspend fun await(name: String) = mutex.withLock {
            waiting++
            comingAndGoing.signalAll()
            bell.await()
            out.println("$name wakes up")
            waiting--
            comingAndGoing.signalAll()
        }

        suspend fun untilWaiting(number: Int) = mutex.withLock {
            comingAndGoing.awaitUntil { waiting == number }
        }

        /** Rings the bell by [wake], and waits until those it wakes have gone. */
        suspend fun ring(announcement: String, number: Int, wake: Condition.() -> Unit) = mutex.withLock {
            val staying = maxOf(0, waiting - number)
            out.println(announcement)
            bell.wake()
            comingAndGoing.awaitUntil { waiting <= staying }
        }
    }

    /** Where letters arrive one by one, and the reader waits for several. */
    private class Mailbox(private val out: PrintStream) {
        private val mutex = Mutex()
        private val arrival = mutex.newCondition()
        private val letters = mutableListOf<String>()
        val ready = Event()

        suspend fun read(enough: Int) = mutex.withLock {
            out.println("reader waits for $enough letters")
            ready.set()
            arrival.awaitUntil { letters.size >= enough }
            out.println("reader has $letters")
        }

        suspend fun put(letter: String) = mutex.withLock {
            out.println("letter $letter")
            letters += letter
            arrival.signal()
        }
    }
}

fun main(args: Array<String>) = ConditionWaiters().launch(*args)
