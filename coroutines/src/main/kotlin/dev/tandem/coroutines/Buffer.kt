package dev.tandem.coroutines

/**
 * Where a queue keeps its items, and the order in which they leave. Not safe for use by several threads. Whatever a
 * function throws, it has changed nothing.
 */
internal interface Buffer<E : Any> {
    val size: Int

    fun add(item: E)

    /** The next item to leave; the caller has made sure that there is one. */
    fun peek(): E

    /** Removes the next item to leave; the caller has made sure that there is one. */
    fun remove(): E

    /** Removes this very item; of several places that it has, the next to leave. False if it is not there. */
    fun remove(item: E): Boolean

    /** Puts an item that was removed back, as the next to leave. Makes no comparison. */
    fun putBack(item: E)

    /** A copy of the first [n] items, or of all, in the order in which they would leave. */
    fun first(n: Int): List<E>

    fun clear()
}
