package dev.tandem.coroutines

import java.util.IdentityHashMap

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

    /** Removes the items that are [doomed], in the order in which they would leave; tells how many. */
    fun removeAll(doomed: Doomed<E>): Int

    /** Puts an item that was removed back, as the next to leave. Makes no comparison. */
    fun putBack(item: E)

    /** A copy of the first [n] items, or of all, in the order in which they would leave. */
    fun first(n: Int): List<E>

    fun clear()
}

/** Items that are to be removed: each object as often as it was added, and [max] at most. */
internal class Doomed<E : Any>(private val max: Int = Int.MAX_VALUE) {
    private val places = IdentityHashMap<E, Int>()
    private var taken = 0

    val isEmpty get() = places.isEmpty()

    fun add(item: E) {
        places.merge(item, 1, Int::plus)
    }

    fun atMost(max: Int): Doomed<E> = Doomed<E>(max).also { it.places.putAll(places) }

    /** Whether this place of [item] is to go; asked once for each place. */
    fun takes(item: E): Boolean {
        val left = places[item] ?: 0
        if (left == 0 || taken == max) return false
        places[item] = left - 1
        taken++
        return true
    }
}
