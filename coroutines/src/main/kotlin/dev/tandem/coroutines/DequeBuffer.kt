package dev.tandem.coroutines

/** First in, first out; or last in, first out. */
internal class DequeBuffer<E : Any>(private val lastInFirstOut: Boolean) : Buffer<E> {
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
