package dev.tandem.coroutines

/**
 * A fair wait queue: those who wait for one thing, first come, first served. Guarded by the lock of the primitive that
 * has it.
 *
 * It is a list linked both ways through its nodes, which the waiters are themselves. To join it, and to leave it from
 * anywhere, takes one step and allocates nothing, however many wait.
 */
internal class WaitQueue<N : WaitQueue.Node<N>> {
    /** A waiter, which is in at most one wait queue. */
    abstract class Node<N : Node<N>> {
        internal var previous: N? = null
        internal var next: N? = null
        internal var isQueued = false

        /** Who is to be resumed after it; see [Batch]. */
        internal var nextInBatch: N? = null
    }

    /** Who came first. */
    var first: N? = null
        private set

    /** Who came last. */
    var last: N? = null
        private set

    var size = 0
        private set

    /** Adds [node] at the end; or in front of [before], which is in this queue. */
    fun add(node: N, before: N? = null) {
        val after = if (before == null) last else before.previous
        node.previous = after
        node.next = before
        if (after == null) first = node else after.next = node
        if (before == null) last = node else before.previous = node
        node.isQueued = true
        size++
    }

    /** Removes and gives the one who came first, if there is one. */
    fun poll(): N? = first?.also { remove(it) }

    /** Removes [node]; false if it has left. */
    fun remove(node: N): Boolean {
        if (!node.isQueued) return false
        val after = node.previous
        val before = node.next
        if (after == null) first = before else after.next = before
        if (before == null) last = after else before.previous = after
        node.previous = null
        node.next = null
        node.isQueued = false
        size--
        return true
    }
}
