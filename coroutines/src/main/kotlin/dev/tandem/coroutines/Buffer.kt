package dev.tandem.coroutines

/**
 * Where a queue keeps its items, and the order in which they leave. Not safe for use by several threads. Whatever a
 * function throws, it has changed nothing.
 */
internal interface Buffer<E> {
    val size: Int

    fun add(item: E)

    /** The next item to leave; the caller has made sure that there is one. */
    fun peek(): E

    /** Removes the next item to leave; the caller has made sure that there is one. */
    fun remove(): E

    /** Removes the first item, in the order in which they would leave, that matches; false if none does. */
    fun removeFirst(matches: (E) -> Boolean): Boolean

    /** A copy of the items, in the order in which they would leave. */
    fun inOrder(): List<E>

    fun clear()
}

/** First in, first out; or last in, first out. */
internal class LineBuffer<E>(private val lastInFirstOut: Boolean) : Buffer<E> {
    private val items = ArrayDeque<E>()

    override val size get() = items.size

    override fun add(item: E) = if (lastInFirstOut) items.addFirst(item) else items.addLast(item)

    override fun peek(): E = items.first()

    override fun remove(): E = items.removeFirst()

    override fun removeFirst(matches: (E) -> Boolean): Boolean {
        val index = items.indexOfFirst(matches)
        if (index >= 0) items.removeAt(index)
        return index >= 0
    }

    override fun inOrder(): List<E> = items.toList()

    override fun clear() = items.clear()
}

/**
 * The least item first; equal ones in the order of their arrival.
 *
 * A binary heap that makes all its comparisons before it moves anything, so that a comparator that throws changes
 * nothing. (`java.util.PriorityQueue` moves as it compares, and may lose an item.)
 */
internal class PriorityBuffer<E>(private val order: Comparator<in E>) : Buffer<E> {
    private class Entry<E>(val item: E, val arrival: Long)

    private val heap = ArrayList<Entry<E>>()
    private var arrivals = 0L

    /** Where an entry passes as it sinks; kept from one time to the next. */
    private val path = IntArray(Int.SIZE_BITS)

    override val size get() = heap.size

    override fun add(item: E) {
        val entry = Entry(item, arrivals)
        var target = heap.size
        while (target > 0 && compare(entry, heap[parent(target)]) < 0) target = parent(target)
        heap.add(entry)
        var hole = heap.lastIndex
        while (hole != target) {
            heap[hole] = heap[parent(hole)]
            hole = parent(hole)
        }
        heap[target] = entry
        arrivals++
    }

    override fun peek(): E = heap[0].item

    override fun remove(): E {
        val first = heap[0]
        val last = heap[heap.lastIndex]
        val depth = sink(last, heap.lastIndex)
        var hole = 0
        for (step in 0..<depth) {
            heap[hole] = heap[path[step]]
            hole = path[step]
        }
        heap[hole] = last
        heap.removeAt(heap.lastIndex)
        return first.item
    }

    /** Notes in [path] where [entry] passes as it sinks from the top of the first [size] entries. */
    private fun sink(entry: Entry<E>, size: Int): Int {
        var depth = 0
        var child = 1
        while (child < size) {
            if (child + 1 < size && compare(heap[child + 1], heap[child]) < 0) child++
            if (compare(entry, heap[child]) <= 0) break
            path[depth++] = child
            child = 2 * child + 1
        }
        return depth
    }

    private fun compare(a: Entry<E>, b: Entry<E>): Int {
        val byOrder = order.compare(a.item, b.item)
        return if (byOrder != 0) byOrder else a.arrival.compareTo(b.arrival)
    }

    private fun parent(child: Int) = (child - 1) ushr 1

    override fun removeFirst(matches: (E) -> Boolean): Boolean {
        val sorted = heap.sortedWith(::compare)
        val index = sorted.indexOfFirst { matches(it.item) }
        if (index < 0) return false
        heap.clear()
        sorted.filterIndexedTo(heap) { i, _ -> i != index } // what is sorted is a heap
        return true
    }

    override fun inOrder(): List<E> = heap.sortedWith(::compare).map { it.item }

    override fun clear() = heap.clear()
}
