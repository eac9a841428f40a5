package dev.tandem.coroutines

import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/**
 * A queue's lock, with the wait queue of those who wait for an item and the one of those who wait for room.
 *
 * The lock is held for a few steps at a time. After each, those are woken that it made something free for, and they are
 * resumed outside the lock: a resumed coroutine may run at once, in this thread.
 */
internal class Monitor(val takers: WaitQueue, val putters: WaitQueue) {
    val lock = ReentrantLock()

    /** Looks at the state. A call that a comparator makes to its own queue, in the midst of another, is refused. */
    inline fun <T> locked(action: () -> T): T = lock.withLock {
        check(lock.holdCount == 1) { "a comparator must not use its own queue" }
        action()
    }

    /** Changes the state. */
    inline fun <T> step(action: () -> T): T {
        var taker: WaitQueue.Node? = null
        var putter: WaitQueue.Node? = null
        try {
            return locked {
                try {
                    action()
                } finally {
                    taker = takers.wakeFree()
                    putter = putters.wakeFree()
                }
            }
        } finally {
            if (taker != null) resume(taker)
            if (putter != null) resume(putter)
        }
    }

    /**
     * A step that kotlinx makes for a waiter: it is cancelled, its time is up, or its select is over. If a comparator has
     * caused that, this thread holds the lock; the step that called the comparator then wakes those it has to.
     */
    inline fun <T> callback(action: () -> T): T = if (lock.isHeldByCurrentThread) action() else step(action)

    /** Resumes those that were woken, and then those that were woken in the stead of selects that refused. */
    fun resume(batch: WaitQueue.Node) {
        var next: WaitQueue.Node? = batch
        while (next != null) {
            var refused = false
            next.forEachInBatch { node ->
                if (!resumed(node::resume)) {
                    refused = true
                    lock.withLock { node.queue.giveUp(node) }
                }
            }
            next = if (refused) lock.withLock { batch.queue.wakeFree() } else null
        }
    }
}
