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

/**
 * Finds the first item that [matches], and has it removed; looks again if it has left meanwhile. It is looked for among the
 * first few that are [seen], and only if it is not there among more of them.
 */
internal fun <E : Any> removeFirst(matches: (E) -> Boolean, seen: (Int) -> List<E>, remove: (E) -> Boolean): Boolean {
    var window = 16
    while (true) {
        val items = seen(window)
        val match = items.firstOrNull(matches)
        if (match != null) {
            if (remove(match)) return true
        } else {
            if (items.size < window) return false
            window = minOf(8L * window, Int.MAX_VALUE.toLong()).toInt()
        }
    }
}
