package dev.tandem.coroutines

import java.util.IdentityHashMap
import java.util.PriorityQueue

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

/** First in, first out; or last in, first out. */
internal class LineBuffer<E : Any>(private val lastInFirstOut: Boolean) : Buffer<E> {
    private val items = ArrayDeque<E>()

    override val size get() = items.size

    override fun add(item: E) = if (lastInFirstOut) items.addFirst(item) else items.addLast(item)

    override fun peek(): E = items.first()

    override fun remove(): E = items.removeFirst()

    override fun remove(item: E): Boolean {
        val index = items.indexOfFirst { it === item }
        if (index >= 0) items.removeAt(index)
        return index >= 0
    }

    override fun removeAll(doomed: Doomed<E>): Int {
        val kept = items.filterNot(doomed::takes)
        val removed = items.size - kept.size
        items.clear()
        items.addAll(kept)
        return removed
    }

    override fun putBack(item: E) = items.addFirst(item)

    override fun first(n: Int): List<E> = items.take(n)

    override fun clear() = items.clear()
}

/**
 * The least item first; equal ones in the order of their arrival.
 *
 * A binary heap that makes all its comparisons before it moves anything, so that a comparator that throws changes
 * nothing. (`java.util.PriorityQueue` moves as it compares, and may lose an item.)
 */
internal class PriorityBuffer<E : Any>(private val order: Comparator<in E>) : Buffer<E> {
    private class Entry<E>(val item: E, val arrival: Long)

    private val heap = ArrayList<Entry<E>>()
    private var arrivals = 0L

    /** Those that were put back leave before the heap's, whatever the comparator would say. */
    private val returned = ArrayDeque<E>()

    /** Where an entry passes as it sinks; kept from one time to the next. */
    private val path = IntArray(Int.SIZE_BITS)

    override val size get() = returned.size + heap.size

    override fun add(item: E) {
        val entry = Entry(item, arrivals)
        val target = rise(entry, heap.size)
        heap.add(entry)
        lift(entry, heap.lastIndex, target)
        arrivals++
    }

    override fun putBack(item: E) = returned.addFirst(item)

    override fun peek(): E = returned.firstOrNull() ?: heap[0].item

    override fun remove(): E = returned.removeFirstOrNull() ?: heap[0].item.also { removeAt(0) }

    override fun remove(item: E): Boolean {
        val index = returned.indexOfFirst { it === item }
        if (index >= 0) {
            returned.removeAt(index)
            return true
        }
        val place = indexOf(item)
        if (place >= 0) removeAt(place)
        return place >= 0
    }

    override fun removeAll(doomed: Doomed<E>): Int {
        val sorted = heap.sortedWith(::compare)
        val before = size
        val keptOfReturned = returned.filterNot(doomed::takes)
        val kept = sorted.filterNot { doomed.takes(it.item) }
        returned.clear()
        returned.addAll(keptOfReturned)
        heap.clear()
        heap.addAll(kept) // what is sorted is a heap
        return before - size
    }

    /** The item's first place in the order of leaving. Its places differ in arrival only; the top comes before all. */
    private fun indexOf(item: E): Int {
        var found = -1
        var index = 0
        while (found != 0 && index < heap.size) {
            val entry = heap[index]
            if (entry.item === item && (found < 0 || entry.arrival < heap[found].arrival)) found = index
            index++
        }
        return found
    }

    private fun removeAt(index: Int) {
        val last = heap[heap.lastIndex]
        val target = rise(last, index)
        val depth = if (target == index) sink(last, index) else 0
        heap.removeAt(heap.lastIndex)
        if (index == heap.size) return
        var hole = index
        for (step in 0..<depth) {
            heap[hole] = heap[path[step]]
            hole = path[step]
        }
        lift(last, hole, if (depth > 0) hole else target)
    }

    /** Where [entry] comes to stand if it rises from [index]. */
    private fun rise(entry: Entry<E>, index: Int): Int {
        var target = index
        while (target > 0 && compare(entry, heap[parent(target)]) < 0) target = parent(target)
        return target
    }

    /** Notes in [path] where [entry] passes as it sinks from [index], when the last entry is gone; gives how far. */
    private fun sink(entry: Entry<E>, index: Int): Int {
        val size = heap.lastIndex
        var depth = 0
        var child = 2 * index + 1
        while (child < size) {
            if (child + 1 < size && compare(heap[child + 1], heap[child]) < 0) child++
            if (compare(entry, heap[child]) <= 0) break
            path[depth++] = child
            child = 2 * child + 1
        }
        return depth
    }

    /** Moves [entry] into the hole at [from], up to [target], and those that it passes down. */
    private fun lift(entry: Entry<E>, from: Int, target: Int) {
        var hole = from
        while (hole != target) {
            heap[hole] = heap[parent(hole)]
            hole = parent(hole)
        }
        heap[hole] = entry
    }

    private fun compare(a: Entry<E>, b: Entry<E>): Int {
        val byOrder = order.compare(a.item, b.item)
        return if (byOrder != 0) byOrder else a.arrival.compareTo(b.arrival)
    }

    private fun parent(child: Int) = (child - 1) ushr 1

    override fun first(n: Int): List<E> {
        val rest = n - returned.size
        return returned.take(n) + if (rest < heap.size) least(rest) else heap.sortedWith(::compare).map { it.item }
    }

    /** The first [n] of the heap, found from the top down. */
    private fun least(n: Int): List<E> {
        val seen = PriorityQueue<Int> { a, b -> compare(heap[a], heap[b]) }
        if (n > 0) seen.add(0)
        return buildList {
            while (size < n) {
                val index = seen.remove()
                add(heap[index].item)
                val child = 2 * index + 1
                for (next in child..minOf(child + 1, heap.lastIndex)) seen.add(next)
            }
        }
    }

    override fun clear() {
        returned.clear()
        heap.clear()
    }
}
