package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.selects.SelectBuilder
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.coroutines.coroutineContext

/**
 * A queue that knows when its items have been dealt with: asyncio's `Queue`, `LifoQueue` and `PriorityQueue`.
 *
 * ```
 * suspend fun crawlAll(urls: List<String>) = coroutineScope {
 *     val queue = JoinableQueue.fifo<String>()
 *     repeat(3) { launch { queue.consumeEach { url -> crawl(url) } } }
 *     urls.forEach { queue.put(it) }
 *     queue.join() // all have been crawled
 *     queue.shutdown() // the workers end
 * }
 * ```
 *
 * **Counting.** Every item that goes in is counted as [unfinished], and is owed one [taskDone] when it has been taken.
 * [shutdownNow] settles the account of what it discards.
 *
 * **Waiting.** Coroutines that wait to put or to take are served strictly first come, first served; a newcomer never
 * overtakes them. A [put] that throws has put nothing and a [take] that throws has taken nothing, also when the caller
 * is cancelled just as it is served: what it was given goes to the next in line. So `withTimeout` may be put around
 * either. Room, or an item, that has been promised to a waiter which did not run yet is not to be had by [offer] and
 * [poll]; and while somebody else's call is under way, either may say no a moment longer than it need.
 *
 * **Shutdown.** After [shutdown], whatever puts an item throws [QueueShutDownException]; whatever takes one gives what is
 * there, and throws the same once there is none. Coroutines that wait at that moment are told at once.
 *
 * **Threads and memory.** All but [put], [take], [join] and iteration are ordinary functions, which any thread may call.
 * What came before putting an item happens before what follows taking it; what came before [taskDone] happens before
 * what follows the [join] that it ends.
 */
public class JoinableQueue<E> private constructor(
    private val buffer: Buffer<E>,
    /** How many items there is room for; [Int.MAX_VALUE] means no limit. */
    public val capacity: Int,
) {
    /*
     * Nobody waits for an item or for room itself, but for a permit to take an item, or to use room; and who has a
     * permit uses it without suspending again:
     *
     *   put:   wait for a `places` permit ──► under the lock, add the item ──► give an `items` permit
     *   take:  wait for an `items` permit ──► under the lock, remove an item ──► give a `places` permit
     *
     *   items in the buffer = `items` permits free or held;   places left = `places` permits free or held
     *
     * A permit held by a waiter that is cancelled before it used it comes back through onUndeliveredElement, and goes to
     * the next in line: permits are all alike, so nothing is lost and no item has moved. The channels keep the lines,
     * in order, for `select` too.
     *
     * After a shutdown no item is added (puts look under the lock), so permits have no more meaning: closing the
     * channels wakes all who wait, and takers take what they find.
     *
     * The lock is held for a few steps, and nobody is resumed under it: a resumed coroutine may run at once, in this
     * thread. Joiners wait at a gate, which is opened, and forgotten, when the count reaches zero; so a zero counts,
     * however soon more is put.
     */
    private val lock = ReentrantLock()
    private val items: Channel<Unit> = permits()
    private val places: Channel<Unit>? = if (capacity == Int.MAX_VALUE) null else permits()
    private var unfinishedCount = 0L
    private var zero: CompletableDeferred<Unit>? = null
    private var shutDown = false

    init {
        require(capacity >= 1) { "capacity must be at least 1, not $capacity" }
        if (places != null) repeat(capacity) { places.trySend(Unit) }
    }

    private fun permits(): Channel<Unit> {
        lateinit var permits: Channel<Unit>
        permits = Channel(Channel.UNLIMITED, onUndeliveredElement = { permits.trySend(it) })
        return permits
    }

    /** How many items are in the queue. */
    public val size: Int
        get() = locked { buffer.size }

    /** Whether there is no item in the queue. */
    public val isEmpty: Boolean
        get() = size == 0

    /** Whether there is no room in the queue. */
    public val isFull: Boolean
        get() = size >= capacity

    /** How many items were put and have not been dealt with: those in the queue, and those taken and not yet done. */
    public val unfinished: Long
        get() = locked { unfinishedCount }

    /** Whether the queue was shut down. */
    public val isShutdown: Boolean
        get() = locked { shutDown }

    /**
     * Puts [item], suspending as long as there is no room.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was put.
     *
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
     */
    public suspend fun put(item: E) {
        coroutineContext.ensureActive()
        places?.receiveCatching()
        add(item)
    }

    /**
     * Puts [item] if there is room for it now.
     *
     * @return false if there was none; nothing was put
     * @throws QueueShutDownException if the queue is shut down; nothing was put
     */
    public fun offer(item: E): Boolean {
        if (places != null && !places.tryReceive().isSuccess) {
            locked { requireOpen() }
            return false
        }
        add(item)
        return true
    }

    /** Adds [item], for which a place is held. */
    private fun add(item: E) {
        try {
            locked {
                requireOpen()
                buffer.add(item)
                unfinishedCount++
            }
        } catch (e: Throwable) {
            places?.trySend(Unit)
            throw e
        }
        items.trySend(Unit)
    }

    /**
     * Takes the next item, suspending as long as there is none.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was taken.
     *
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    public suspend fun take(): E {
        coroutineContext.ensureActive()
        items.receiveCatching()
        return remove()
    }

    /**
     * Takes the next item if there is one now.
     *
     * @return the item, or null if there is none
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public fun poll(): E? {
        val permit = items.tryReceive()
        return if (permit.isSuccess || permit.isClosed) remove() else null
    }

    /** Removes the next item, for which a permit is held, or the queue was shut down. */
    internal fun remove(): E {
        val item =
            try {
                locked {
                    if (buffer.size == 0) throw QueueShutDownException()
                    buffer.remove()
                }
            } catch (e: Throwable) {
                items.trySend(Unit)
                throw e
            }
        places?.trySend(Unit)
        return item
    }

    /** The clause behind [onTake]: selected with a permit, or by a shutdown. */
    internal fun <R> SelectBuilder<R>.onPermit(block: suspend () -> R) = items.onReceiveCatching { block() }

    /**
     * Says that an item, taken earlier, has been dealt with: asyncio's `task_done`.
     *
     * @throws IllegalStateException if no item is unfinished; nothing has changed
     */
    public fun taskDone() {
        val opened =
            locked {
                check(unfinishedCount > 0) { "taskDone() was called more often than items were put" }
                finish(1)
            }
        opened?.complete(Unit)
    }

    /** Lowers the count, though not below zero; gives the gate to open, if that is called for. */
    private fun finish(items: Int): CompletableDeferred<Unit>? {
        unfinishedCount = maxOf(0, unfinishedCount - items)
        return if (unfinishedCount == 0L) zero.also { zero = null } else null
    }

    /**
     * Suspends until the [unfinished] count comes down to zero; returns at once if it is. A zero counts even if it is
     * followed by another [put] before this coroutine gets to run.
     *
     * Cancelling the caller throws the `CancellationException`, and changes nothing.
     */
    public suspend fun join() {
        coroutineContext.ensureActive()
        val gate =
            locked {
                if (unfinishedCount == 0L) null else zero ?: CompletableDeferred<Unit>().also { zero = it }
            }
        gate?.join()
    }

    /**
     * Shuts the queue down: from now on nothing goes in, and takers get what is there. Coroutines that wait to put or to
     * take throw [QueueShutDownException]; [join] goes on waiting for what is unfinished. Does nothing if the queue is
     * shut down already.
     */
    public fun shutdown() {
        locked { shutDown = true }
        items.close()
        places?.close()
    }

    /**
     * Shuts the queue down and discards what is in it. Beyond what [shutdown] does, nobody owes a [taskDone] for what
     * was discarded: [join] waits for the items in somebody's hands only. On a queue that is shut down already, it
     * discards what is left.
     *
     * @return the discarded items, in the order in which they would have left
     */
    public fun shutdownNow(): List<E> {
        var opened: CompletableDeferred<Unit>? = null
        val discarded =
            locked {
                buffer.inOrder().also {
                    shutDown = true
                    buffer.clear()
                    opened = finish(it.size)
                }
            }
        items.close()
        places?.close()
        opened?.complete(Unit)
        return discarded
    }

    /**
     * Takes one item after another, until the queue is shut down and empty: `for (item in queue)`. Each is owed a
     * [taskDone]. Cancelling the caller is as in [take].
     */
    public operator fun iterator(): Iterator<E> = Iterator(this)

    /** Takes items for a `for` loop; for use by one coroutine. */
    public class Iterator<E> internal constructor(private val queue: JoinableQueue<E>) {
        private var taken: Result<E>? = null

        /** Suspends until there is another item, and takes it; false if the queue was shut down and is empty. */
        public suspend operator fun hasNext(): Boolean {
            if (taken == null) {
                taken =
                    try {
                        Result.success(queue.take())
                    } catch (_: QueueShutDownException) {
                        return false
                    }
            }
            return true
        }

        /**
         * The item that [hasNext] took.
         *
         * @throws NoSuchElementException if it took none
         */
        public operator fun next(): E {
            val item = taken ?: throw NoSuchElementException("hasNext() took no item")
            taken = null
            return item.getOrThrow()
        }
    }

    /** Refuses a call that a comparator makes to its own queue, in the midst of another. */
    private inline fun <T> locked(action: () -> T): T = lock.withLock {
        check(lock.holdCount == 1) { "a comparator must not use its own queue" }
        action()
    }

    private fun requireOpen() {
        if (shutDown) throw QueueShutDownException()
    }

    /** The flavours. */
    public companion object {
        /**
         * Creates a queue whose items leave first in, first out.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        public fun <E> fifo(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            JoinableQueue(LineBuffer(lastInFirstOut = false), capacity)

        /**
         * Creates a queue whose items leave last in, first out.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        public fun <E> lifo(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            JoinableQueue(LineBuffer(lastInFirstOut = true), capacity)

        /**
         * Creates a queue whose least item leaves first, and whose equal items leave in the order in which they came.
         *
         * The comparator runs while the queue is locked. It must not use the queue, which is an
         * [IllegalStateException], nor wait for somebody who does. If it throws, so does the call it was made for, and
         * the queue is as it was.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @param order compares items
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        public fun <E> priority(capacity: Int = Int.MAX_VALUE, order: Comparator<in E>): JoinableQueue<E> =
            JoinableQueue(PriorityBuffer(order), capacity)

        /** Creates a queue of items that have an order of their own, as the other `priority` does. */
        public fun <E : Comparable<E>> priority(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            priority(capacity, naturalOrder())
    }
}

/**
 * Takes items and calls [action] with each, until the queue is shut down and empty; says [JoinableQueue.taskDone] after
 * each, also if [action] throws, which ends it. Cancelling the caller between two items is as in [JoinableQueue.take].
 */
public suspend inline fun <E> JoinableQueue<E>.consumeEach(action: (E) -> Unit) {
    for (item in this) {
        try {
            action(item)
        } finally {
            taskDone()
        }
    }
}

/**
 * Selects [block] with the next item of [queue] once there is one: [JoinableQueue.take] as a clause of `select`. If
 * another clause is selected, or the caller is cancelled before [block] runs, nothing was taken. A queue that is shut
 * down and empty has `select` throw [QueueShutDownException].
 */
public fun <E, R> SelectBuilder<R>.onTake(queue: JoinableQueue<E>, block: suspend (E) -> R) {
    with(queue) { onPermit { block(remove()) } }
}
