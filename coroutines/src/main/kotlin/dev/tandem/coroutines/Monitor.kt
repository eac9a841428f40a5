package dev.tandem.coroutines

import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/**
 * A queue's lock, with the permits of those who take and of those who put.
 *
 * The lock is held for a few steps at a time. After each, those are woken for whom it has freed a permit, and they are
 * resumed outside the lock.
 */
internal class Monitor(val items: QueueHalf, val places: QueueHalf) {
    val lock = ReentrantLock()

    /** Looks at the state. A call that a comparator makes to its own queue, in the midst of another, is refused. */
    inline fun <T> locked(action: () -> T): T = lock.withLock {
        check(lock.holdCount == 1) { "a comparator must not use its own queue" }
        action()
    }

    /** Looks at the state, also in the midst of a step. */
    inline fun <T> peeked(action: () -> T): T = lock.withLock(action)

    /** Changes the state. */
    inline fun <T> step(action: () -> T): T {
        var taker: QueueHalf.Node? = null
        var putter: QueueHalf.Node? = null
        try {
            return locked {
                try {
                    action()
                } finally {
                    taker = items.wakeFree()
                    putter = places.wakeFree()
                }
            }
        } finally {
            if (taker != null) resume(taker)
            if (putter != null) resume(putter)
        }
    }

    /**
     * A step that kotlinx makes for a waiter: it is cancelled, its time is up, or its select is over. If a comparator
     * has caused that, this thread holds the lock; the step that called the comparator then wakes those it has to.
     */
    inline fun <T> callback(action: () -> T): T = if (lock.isHeldByCurrentThread) action() else step(action)

    /** Resumes those that were woken, and then those that were woken in the stead of selects that refused. */
    fun resume(batch: QueueHalf.Node) {
        val half = batch.half
        var next: QueueHalf.Node? = batch
        while (next != null) {
            var refused = false
            next.forEachInBatch { node ->
                if (!resumed(node::resume)) {
                    refused = true
                    lock.withLock { half.giveUp(node) }
                }
            }
            next = if (refused) lock.withLock { half.wakeFree() } else null
        }
    }
}
