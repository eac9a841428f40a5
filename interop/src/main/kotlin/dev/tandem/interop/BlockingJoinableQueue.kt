@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.threads.QueueShutDownException
import java.time.Duration
import java.util.AbstractQueue
import java.util.Spliterator
import java.util.Spliterators
import java.util.concurrent.BlockingQueue
import java.util.concurrent.TimeUnit
import java.util.function.Predicate
import kotlin.time.toKotlinDuration
import dev.tandem.coroutines.QueueShutDownException as ShutDown

/** This queue as a `BlockingQueue`; from Java, `Blocking.asBlockingQueue(queue)`. */
public fun <E : Any> JoinableQueue<E>.asBlockingQueue(): BlockingJoinableQueue<E> = BlockingJoinableQueue(this)

/**
 * A [JoinableQueue] of coroutines as a [BlockingQueue]: threads that put and take block, and stand in one line with the
 * coroutines that suspend, first come, first served.
 *
 * ```
 * val queue = JoinableQueue.fifo<String>(10)
 * thread { urls.forEach { queue.asBlockingQueue().put(it) } }
 * launch { queue.consumeEach { url -> crawl(url) } }
 * ```
 *
 * A [put] that throws has put nothing and a [take] that throws has taken nothing, also when the thread is interrupted just
 * as it is served: it then has its item, and its interruption stays set. [offer] and [poll] without a time do not wait,
 * and may be quicker than a waiter that was woken but did not run yet.
 *
 * After [shutdown], what puts an item throws [QueueShutDownException], that of the threads' queue; what takes one gives what
 * is there, and then throws the same. Threads that wait at that moment are told at once.
 *
 * `contains`, `remove`, streams and iterators look at copies, and call `equals` outside the queue's lock. Under concurrency
 * they show the items as they stood at one moment.
 *
 * Items are not null. What came before putting an item happens before what follows taking it.
 */
public class BlockingJoinableQueue<E : Any> internal constructor(internal val queue: JoinableQueue<E>) :
    AbstractQueue<E>(),
    BlockingQueue<E> {
    override val size: Int
        get() = queue.size

    /**
     * Puts [e], waiting as long as there is no room.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was put
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
     */
    override fun put(e: E) {
        telling { blockOn { queue.put(e) } }
    }

    /**
     * Puts [e], waiting for room for so long at most.
     *
     * @return false if the time is up; nothing was put
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was put
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
     */
    override fun offer(e: E, timeout: Long, unit: TimeUnit): Boolean =
        telling { inTime { blockOn(timeout.toDuration(unit)) { queue.put(e) } } }

    /**
     * Puts [e] if there is room for it now.
     *
     * @throws QueueShutDownException if the queue is shut down; nothing was put
     */
    override fun offer(e: E): Boolean = telling { queue.offer(e) }

    /**
     * Takes the next item, waiting as long as there is none.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    override fun take(): E = telling { blockOn { queue.take() } }

    /**
     * Takes the next item, waiting for one for so long at most.
     *
     * @return the item, or null if the time is up; nothing was taken
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    override fun poll(timeout: Long, unit: TimeUnit): E? {
        var item: E? = null
        telling { inTime { item = blockOn(timeout.toDuration(unit)) { queue.take() } } }
        return item
    }

    /**
     * Takes the next item if there is one now.
     *
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    override fun poll(): E? = telling { queue.poll() }

    /** The next item, which stays; null if there is none. */
    override fun peek(): E? = queue.peek()

    /** How many more items there is room for now; of a queue without a limit, `Integer.MAX_VALUE` less its size. */
    override fun remainingCapacity(): Int = queue.capacity - queue.size

    /**
     * Moves the items that are there now to [c], one by one; each is owed a [taskDone]: as many as this returns.
     *
     * If [c] throws, the item that it refused goes back as the next to leave, and the rest have not left. An item that
     * somebody else takes meanwhile is not among them. Moves none if the queue is shut down and empty.
     *
     * @throws IllegalArgumentException if [c] is this queue, by whichever face
     */
    override fun drainTo(c: MutableCollection<in E>): Int = drainTo(c, Int.MAX_VALUE)

    /** As the other, for [maxElements] at most; for none if that is zero or less. */
    override fun drainTo(c: MutableCollection<in E>, maxElements: Int): Int {
        require(c !is BlockingJoinableQueue<*> || c.queue !== queue) { "a queue cannot be drained to itself" }
        return queue.drain(maxElements.coerceAtLeast(0)) { c.add(it) }
    }

    /** Removes the items that are there now. Each is owed a [taskDone], as if it had been taken. */
    override fun clear() {
        queue.drain { }
    }

    /**
     * Takes out the first item equal to [element], which is then owed a [taskDone]; false if there is none. The items are
     * compared outside the queue's lock.
     */
    override fun remove(element: E): Boolean = queue.removeFirst { element == it }

    /** Takes out the items that match; true if any was taken out, each of which is then owed a [taskDone]. */
    override fun removeIf(filter: Predicate<in E>): Boolean = queue.removeIf { filter.test(it) } > 0

    override fun removeAll(elements: Collection<E>): Boolean = removeIf { it in elements }

    override fun retainAll(elements: Collection<E>): Boolean = removeIf { it !in elements }

    /**
     * Goes over a copy of what is in the queue now, in the order in which it would leave. Its `remove` takes the item out
     * of the queue, which is then owed a [taskDone]; it does nothing if the item has left meanwhile. ([remove] and
     * [removeIf] tell which.) Of an object that is there several times, it takes the first.
     */
    override fun iterator(): MutableIterator<E> = Copied(queue.toList().iterator())

    private inner class Copied(private val copy: Iterator<E>) : MutableIterator<E> {
        private var last: E? = null

        override fun hasNext() = copy.hasNext()

        override fun next(): E = copy.next().also { last = it }

        override fun remove() {
            val item = checkNotNull(last) { "next() has not been called since the last remove()" }
            last = null
            queue.removeFirst { it === item }
        }
    }

    /** Goes over a copy, as [iterator], of what is in the queue when it is first used. */
    override fun spliterator(): Spliterator<E> {
        val copy = object : Iterator<E> {
            private val items by lazy(LazyThreadSafetyMode.NONE) { queue.toList().iterator() }

            override fun hasNext() = items.hasNext()

            override fun next() = items.next()
        }
        return Spliterators.spliteratorUnknownSize(copy, CONCURRENT)
    }

    /** How many items were put and have not been dealt with. */
    public fun unfinished(): Long = queue.unfinished

    /**
     * Says that an item, taken earlier, has been dealt with.
     *
     * @throws IllegalStateException if no item is unfinished; nothing has changed
     */
    public fun taskDone(): Unit = queue.taskDone()

    /**
     * Waits until the [unfinished] count comes down to zero; returns at once if it is.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    @Throws(InterruptedException::class)
    public fun join() {
        blockOn { queue.join() }
    }

    /**
     * As the other, for [timeout] at most.
     *
     * @return false if the time is up
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    @Throws(InterruptedException::class)
    public fun join(timeout: Duration): Boolean = inTime { blockOn(timeout.toKotlinDuration()) { queue.join() } }

    /** Shuts the queue down: nothing goes in any more, and takers get what is there. */
    public fun shutdown(): Unit = queue.shutdown()

    /**
     * Shuts the queue down and discards what is in it.
     *
     * @return the discarded items, in the order in which they would have left
     */
    public fun shutdownNow(): List<E> = queue.shutdownNow()

    /** Whether the queue was shut down. */
    @get:JvmName("isShutdown")
    public val isShutdown: Boolean
        get() = queue.isShutdown

    private companion object {
        const val CONCURRENT = Spliterator.ORDERED or Spliterator.NONNULL or Spliterator.CONCURRENT
    }
}

/** Java's callers know the exception of the threads' queue. */
private inline fun <T> telling(call: () -> T): T = try {
    call()
} catch (e: ShutDown) {
    throw QueueShutDownException().apply { initCause(e) }
}
