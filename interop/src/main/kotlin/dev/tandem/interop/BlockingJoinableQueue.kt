@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.threads.QueueShutDownException
import java.time.Duration
import java.util.AbstractQueue
import java.util.Spliterator
import java.util.Spliterators
import java.util.concurrent.TimeUnit
import java.util.function.Predicate
import kotlin.time.toKotlinDuration
import dev.tandem.coroutines.QueueShutDownException as CoroutinesQueueShutDownException
import dev.tandem.threads.JoinableQueue as ThreadsJoinableQueue

/**
 * This queue for threads: the same queue as the [JoinableQueue][ThreadsJoinableQueue] of threads, with its whole contract,
 * so that a Java program need not know whether coroutines stand on the other side. From Java,
 * `Blocking.asBlockingQueue(queue)`.
 *
 * ```
 * val queue = JoinableQueue.fifo<String>(10)
 * thread { urls.forEach { queue.asBlockingQueue().put(it) } }
 * launch { queue.consumeEach { url -> crawl(url) } }
 * ```
 *
 * Threads that block and coroutines that suspend wait in one queue. Waiters are served first come, first served. What came
 * before putting an item happens before what follows taking it.
 *
 * Of what the contract leaves open, this queue has the following. While an item is on its way to a waiter that was woken,
 * it is in the queue, for `size` and for all that looks at the items. `offer` and `poll` without a time may be quicker than
 * that waiter, which then waits on at its place. Iterators, streams and arrays show a copy of one moment; an iterator's
 * `remove` takes out the first place of an object that is there several times. While the target of `drainTo` has an item
 * in hand, the item's room is kept, and if the target throws, the item goes back as the next to leave. A predicate of
 * `removeIf` that throws has taken nothing out. The [QueueShutDownException] has that of the coroutines' queue as its cause.
 */
public fun <E : Any> JoinableQueue<E>.asBlockingQueue(): ThreadsJoinableQueue<E> = BlockingJoinableQueue(this)

/** A queue of coroutines under the contract of the threads' queue. Each call is one of the queue's own, blocked on. */
internal class BlockingJoinableQueue<E : Any>(private val queue: JoinableQueue<E>) :
    AbstractQueue<E>(),
    ThreadsJoinableQueue<E> {
    // ---- putting and taking

    override fun put(item: E) {
        translated { blockOn { queue.put(item) } }
    }

    override fun offer(item: E, timeout: Long, unit: TimeUnit): Boolean =
        translated { inTime { blockOn(timeout.toDuration(unit)) { queue.put(item) } } }

    override fun offer(item: E): Boolean = translated { queue.offer(item) }

    override fun take(): E = translated { blockOn { queue.take() } }

    override fun poll(timeout: Long, unit: TimeUnit): E? {
        var item: E? = null
        translated { inTime { item = blockOn(timeout.toDuration(unit)) { queue.take() } } }
        return item
    }

    override fun poll(): E? = translated { queue.poll() }

    override fun peek(): E? = queue.peek()

    // ---- counting, joining, shutting down

    override fun taskDone(): Unit = queue.taskDone()

    override fun unfinished(): Long = queue.unfinished

    override fun join() {
        blockOn { queue.join() }
    }

    override fun join(timeout: Duration): Boolean = inTime { blockOn(timeout.toKotlinDuration()) { queue.join() } }

    override fun shutdown(): Unit = queue.shutdown()

    override fun shutdownNow(): List<E> = queue.shutdownNow()

    override fun isShutdown(): Boolean = queue.isShutdown

    // ---- the rest of a collection

    override val size: Int
        get() = queue.size

    override fun remainingCapacity(): Int = queue.capacity - queue.size

    override fun drainTo(target: MutableCollection<in E>): Int = drainTo(target, Int.MAX_VALUE)

    override fun drainTo(target: MutableCollection<in E>, maxElements: Int): Int {
        require(target !is BlockingJoinableQueue<*> || target.queue !== queue) { "a queue cannot be drained to itself" }
        return queue.drain(maxElements.coerceAtLeast(0)) { target.add(it) }
    }

    override fun clear() {
        queue.drain { }
    }

    override fun remove(element: E): Boolean = queue.removeFirst { element == it }

    private fun removeThis(item: E): Boolean = queue.removeFirst { it === item }

    override fun removeIf(filter: Predicate<in E>): Boolean = queue.removeIf { filter.test(it) } > 0

    override fun removeAll(elements: Collection<E>): Boolean = removeIf { it in elements }

    override fun retainAll(elements: Collection<E>): Boolean = removeIf { it !in elements }

    override fun iterator(): MutableIterator<E> = CopyIterator(queue.toList().iterator())

    private inner class CopyIterator(private val copy: Iterator<E>) : MutableIterator<E> {
        private var last: E? = null

        override fun hasNext() = copy.hasNext()

        override fun next(): E = copy.next().also { last = it }

        override fun remove() {
            val item = checkNotNull(last) { "next() has not been called since the last remove()" }
            last = null
            removeThis(item)
        }
    }

    override fun spliterator(): Spliterator<E> {
        val copy = object : Iterator<E> {
            private val items by lazy(LazyThreadSafetyMode.NONE) { queue.toList().iterator() }

            override fun hasNext() = items.hasNext()

            override fun next() = items.next()
        }
        return Spliterators.spliteratorUnknownSize(copy, CHARACTERISTICS)
    }

    /** The queue's own text: state, counts and waiters. */
    override fun toString(): String = queue.toString()

    private companion object {
        const val CHARACTERISTICS = Spliterator.ORDERED or Spliterator.NONNULL or Spliterator.CONCURRENT
    }
}

/** Throws the exception of the threads' queue for that of the coroutines' queue. */
private inline fun <T> translated(call: () -> T): T = try {
    call()
} catch (e: CoroutinesQueueShutDownException) {
    throw QueueShutDownException().apply { initCause(e) }
}
