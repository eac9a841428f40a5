package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Condition
import dev.tandem.coroutines.newCondition
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.io.PrintStream

/** Where waiters wait for a bell. Two conditions share its mutex, which guards [waiting]. */
class WaitingRoom(val out: PrintStream) {
    val mutex = Mutex()
    val bell = mutex.newCondition()
    val comingAndGoing = mutex.newCondition()
    var waiting = 0

    /** Waits for the bell. */
    suspend fun await(name: String) = mutex.withLock {
        waiting++
        comingAndGoing.signalAll()
        bell.await()
        out.println("$name wakes up")
        waiting--
        comingAndGoing.signalAll()
    }

    /** Waits until so many wait for the bell. */
    suspend fun untilWaiting(number: Int) = mutex.withLock {
        comingAndGoing.awaitUntil { waiting == number }
    }

    /** Rings for one, for [several], and for all, and each time waits until those have gone. */
    suspend fun ringForOneSeveralAll(several: Int) {
        out.println("$waiting waiting")
        ring("wake one", 1) { signal() }
        ring("wake $several", several) { signal(several) }
        ring("wake all", waiting) { signalAll() }
    }

    private suspend fun ring(announcement: String, number: Int, wake: Condition.() -> Unit) = mutex.withLock {
        val staying = maxOf(0, waiting - number)
        out.println(announcement)
        bell.wake()
        comingAndGoing.awaitUntil { waiting <= staying }
    }
}
