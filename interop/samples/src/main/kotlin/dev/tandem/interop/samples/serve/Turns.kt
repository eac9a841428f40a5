package dev.tandem.interop.samples.serve

import dev.tandem.coroutines.newCondition
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * So many runs at once, first come, first served, and each that waits knows how many are before it.
 *
 * @param atOnce how many have their turn at the same time
 * @param waiting how many may wait
 */
internal class Turns(private val atOnce: Int, private val waiting: Int) {
    private val mutex = Mutex()
    private val moved = mutex.newCondition()
    private val line = ArrayList<Any>() // guarded by mutex; the first of it have their turn

    /**
     * Waits for a turn, and runs [block].
     *
     * @param ahead is told how many have to end before, each time that it is another number
     * @throws FullException if as many wait as may
     */
    suspend fun <T> take(ahead: suspend (Int) -> Unit, block: suspend () -> T): T {
        val me = Any()
        mutex.withLock {
            if (line.size >= atOnce + waiting) throw FullException()
            line += me
        }
        try {
            var before = mutex.withLock { before(me) }
            while (before > 0) {
                ahead(before)
                before = mutex.withLock {
                    moved.awaitUntil { before(me) != before }
                    before(me)
                }
            }
            return block()
        } finally {
            withContext(NonCancellable) {
                mutex.withLock {
                    line -= me
                    moved.signalAll()
                }
            }
        }
    }

    private fun before(me: Any): Int = maxOf(0, line.indexOf(me) - atOnce + 1)

    /** As many wait as may. */
    class FullException : Exception("as many wait as may; try again later")
}
