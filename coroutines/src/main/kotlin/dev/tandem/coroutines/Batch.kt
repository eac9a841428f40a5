package dev.tandem.coroutines

/**
 * Waiters that have got what they waited for, in the order in which they are to be resumed. They are gathered under a
 * lock and resumed outside it: a resumed coroutine may run at once, in this thread.
 */
internal class Batch<N : WaitQueue.Node<N>> {
    private var first: N? = null
    private var last: N? = null

    fun add(node: N) {
        val before = last
        if (before == null) first = node else before.nextInBatch = node
        last = node
    }

    /** Gives the first of the batch, for [forEachInBatch] outside the lock, and begins another batch. */
    fun take(): N? = first.also {
        first = null
        last = null
    }
}

/** Goes through the batch that begins with this; [action] may have a node wait again, and so be in another batch. */
internal inline fun <N : WaitQueue.Node<N>> N?.forEachInBatch(action: (N) -> Unit) {
    var node = this
    while (node != null) {
        val next = node.nextInBatch
        node.nextInBatch = null
        action(node)
        node = next
    }
}
