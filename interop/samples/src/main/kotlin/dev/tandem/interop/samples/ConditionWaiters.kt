package dev.tandem.interop.samples

import dev.tandem.coroutines.newCondition
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.asBlockingCondition
import dev.tandem.interop.asLock
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.ConditionOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Mixin
import kotlin.concurrent.withLock

/**
 * Threads and coroutines wait in one queue behind one condition, and a signal goes to those who came first. Threads and
 * coroutines that are woken together then go on in any order, each as soon as it gets to run.
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
    class Room(val lock: Mutex) {
        val bell = lock.newCondition()
        val moved = lock.newCondition()
        val waiting = mutableListOf<String>()
    }

    suspend fun coroutine(name: String, room: Room) = room.lock.withLock {
        room.waiting += name
        room.moved.signal()
        room.bell.await() // others may have the lock meanwhile
        println("$name wakes up")
        room.waiting -= name
        room.moved.signal()
    }

    fun thread(name: String, room: Room) = room.lock.asLock().withLock {
        room.waiting += name // asLock() is the same lock, as threads see it
        room.moved.asBlockingCondition(room.lock).signal() // names the lock: a condition does not tell its own
        room.bell.asBlockingCondition(room.lock).await()
        println("$name wakes up")
        room.waiting -= name
        room.moved.asBlockingCondition(room.lock).signal()
    }

    suspend fun main(count: Int, several: Int, room: Room = Room(Mutex())) = coroutineScope {
        room.lock.withLock {
            for (i in 0..<count) {
                launch { if (i % 2 == 0) toThread { thread("thread-$i", room) } else coroutine("coroutine-$i", room) }
                room.moved.awaitUntil { room.waiting.size == i + 1 }
            }
            println("wake one")
            room.bell.signal()
            room.moved.awaitUntil { room.waiting.size == count - 1 }
            println("wake $several")
            room.bell.signal(several) // to those who came first; they go on in any order
            room.moved.awaitUntil { room.waiting.size == maxOf(0, count - 1 - several) }
            println("wake all")
            room.bell.signalAll()
        }
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = ConditionWaiters().launch(*args)
