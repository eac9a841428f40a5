package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job

/**
 * The count of a queue's unfinished items. Guarded by the queue's lock.
 *
 * Whoever waits for zero waits at a gate, which is forgotten when the count reaches zero, and then opened outside the
 * lock; so a zero counts, however soon more is added.
 */
internal class Unfinished {
    var count = 0L
        private set
    private var gate: CompletableDeferred<Unit>? = null

    fun add() {
        count++
    }

    /** Lowers the count, though not below zero; gives the gate to open, if that is called for. */
    fun finish(items: Int): CompletableDeferred<Unit>? {
        count = maxOf(0, count - items)
        return if (count == 0L) gate.also { gate = null } else null
    }

    /** What is complete once the count is, or was, zero; null if it is now. */
    fun nextZero(): Job? = if (count == 0L) null else gate ?: CompletableDeferred<Unit>().also { gate = it }
}
