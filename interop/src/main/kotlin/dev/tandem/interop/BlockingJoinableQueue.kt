@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.QueueShutDownException
import java.time.Duration
import java.util.AbstractQueue
import java.util.concurrent.BlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.time.toKotlinDuration

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
 * After [shutdown], what puts an item throws [QueueShutDownException]; what takes one gives what is there, and then throws
 * the same. Threads that wait at that moment are told at once.
 *
 * Items are not null. What came before putting an item happens before what follows taking it.
 */
public class BlockingJoinableQueue<E : Any> internal constructor(private val queue: JoinableQueue<E>) :
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
        blockOn { queue.put(e) }
    }

    /**
     * Puts [e], waiting for room for so long at most.
     *
     * @return false if the time is up; nothing was put
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was put
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
     */
    override fun offer(e: E, timeout: Long, unit: TimeUnit): Boolean =
        inTime { blockOn(timeout.toDuration(unit)) { queue.put(e) } }

    /**
     * Puts [e] if there is room for it now.
     *
     * @throws QueueShutDownException if the queue is shut down; nothing was put
     */
    override fun offer(e: E): Boolean = queue.offer(e)

    /**
     * Takes the next item, waiting as long as there is none.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    override fun take(): E = blockOn { queue.take() }

    /**
     * Takes the next item, waiting for one for so long at most.
     *
     * @return the item, or null if the time is up; nothing was taken
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    override fun poll(timeout: Long, unit: TimeUnit): E? {
        var item: E? = null
        inTime { item = blockOn(timeout.toDuration(unit)) { queue.take() } }
        return item
    }

    /**
     * Takes the next item if there is one now.
     *
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    override fun poll(): E? = queue.poll()

    /** The next item, which stays; null if there is none. */
    override fun peek(): E? = queue.peek()

    /** How many more items there is room for now; of a queue without a limit, `Integer.MAX_VALUE` less its size. */
    override fun remainingCapacity(): Int = queue.capacity - queue.size

    /** Moves all items to [c]; [maxElements] at most, if given. Takes none if the queue is shut down and empty. */
    override fun drainTo(c: MutableCollection<in E>): Int = drainTo(c, Int.MAX_VALUE)

    override fun drainTo(c: MutableCollection<in E>, maxElements: Int): Int {
        require(c !== this) { "a queue cannot be drained to itself" }
        var moved = 0
        while (moved < maxElements) {
            c.add(pollQuietly() ?: break)
            moved++
        }
        return moved
    }

    /** Removes all items. Each is owed a [taskDone], as if it had been taken. */
    override fun clear() {
        do {
            val item = pollQuietly()
        } while (item != null)
    }

    private fun pollQuietly(): E? = try {
        queue.poll()
    } catch (_: QueueShutDownException) {
        null
    }

    /** Takes out the first item equal to [element], which is then owed a [taskDone]; false if there is none. */
    override fun remove(element: E): Boolean = queue.removeFirst { it == element }

    /**
     * Goes over a copy of what is in the queue now, in the order in which it would leave. Its `remove` takes the item out
     * of the queue, if it is still there, which is then owed a [taskDone]; of an object that is there several times, the
     * first.
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
}
