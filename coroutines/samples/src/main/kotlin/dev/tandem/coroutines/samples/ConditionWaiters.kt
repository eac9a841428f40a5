package dev.tandem.coroutines.samples

import dev.tandem.coroutines.newCondition
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ConditionOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Mixin

/**
 * A condition wakes as many waiters as it is told to, those who came first before the others. Who waits for something
 * in particular says so with a predicate, and sleeps through signals that do not fulfil it. Two conditions may share one
 * mutex.
 */
@CatalogueEntry(
    id = "condition",
    title = "Wake one waiter, several, or all; wait for a predicate",
    documents = ["001"],
)
class ConditionWaiters : SuspendingSample() {
    @Mixin
    private val options = ConditionOptions()

    override suspend fun perform(stage: Stage) = main(options.waiters(), options.several())

    // snippet: lesson
    class Room {
        val lock = Mutex()
        val bell = lock.newCondition()
        val moved = lock.newCondition()
        val waiting = mutableListOf<String>()
    }

    suspend fun waiter(name: String, room: Room) = room.lock.withLock {
        room.waiting += name
        room.moved.signal()
        room.bell.await() // others may have the lock meanwhile
        println("$name wakes up")
        room.waiting -= name
        room.moved.signal()
    }

    suspend fun main(count: Int, several: Int) = coroutineScope {
        val room = Room()
        room.lock.withLock {
            for (i in 0..<count) {
                val name = "waiter-$i"
                launch(CoroutineName(name)) { waiter(name, room) }
                room.moved.awaitUntil { name in room.waiting }
            }
            println("$count waiting")
            println("wake one")
            room.bell.signal()
            room.moved.awaitUntil { room.waiting.size == count - 1 }
            println("wake $several")
            room.bell.signal(several)
            room.moved.awaitUntil { room.waiting.size == maxOf(0, count - 1 - several) }
            println("wake all")
            room.bell.signalAll()
            room.moved.awaitUntil { room.waiting.isEmpty() }
        }
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = ConditionWaiters().launch(*args)
