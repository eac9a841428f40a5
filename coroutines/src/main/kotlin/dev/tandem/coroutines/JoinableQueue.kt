package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.ensureActive
import java.util.Objects.requireNonNull
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

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
 * **Waiting.** Coroutines that wait to put or to take, with a timeout or without, and selects ([onTake], [onPut]) are woken
 * strictly first come, first served, one for each item and each place; a newcomer never overtakes them. Each then takes
 * what is next when it runs: of two that were woken, the one whose dispatcher is quicker has the earlier item.
 * [offer] and [poll] do not wait, and so do not stand in line: like `tryLock` of a fair lock they go by what is there
 * now, and may be quicker than a waiter that was woken but did not run yet. It then waits on at its place.
 *
 * **Lossless.** A call that throws has put nothing, or taken nothing, also when the caller is cancelled just as it is
 * woken: the next in line is woken instead. So is the end of a timeout that is a parameter of the call. Do not put
 * `withTimeout` around [take]: if the time is up just as `take` returns, `withTimeout` throws, and drops the item. Call
 * [poll] with the timeout instead.
 *
 * **Shutdown.** After [shutdown], whatever puts an item throws [QueueShutDownException]; whatever takes one gives what is
 * there, and throws the same once there is none. Coroutines that wait at that moment are told at once.
 *
 * **Foreign code.** Nobody is resumed, and no function of the caller is called, under the queue's lock, but for the
 * comparator of a [priority] queue. It must not use the queue: whatever it calls there throws [IllegalStateException]
 * and changes nothing. `equals`, `hashCode` and `toString` of items are never called. If a waiter's dispatcher
 * fails as it is told to resume it, that harms nobody else: the failure goes to the thread's uncaught exception
 * handler, and what the waiter was woken for goes to the next.
 *
 * **Threads and memory.** Functions that do not suspend may be called from any thread. What came before putting an item
 * happens before what follows taking it; what came before [taskDone] happens before what follows the [join] that it ends.
 * Items are never null: that is a [NullPointerException], from Java too.
 */
public class JoinableQueue<E : Any> private constructor(
    private val buffer: Buffer<E>,
    /** How many items there is room for; [Int.MAX_VALUE] means no limit. */
    public val capacity: Int,
) {
    /*
     * The buffer is the truth, and every call changes it in one step under the lock. Whoever finds nothing waits in one of
     * two wait queues; to look and to begin to wait is one step. A coroutine that is woken has been given nothing but the
     * hint to look again (`Waiter`), so there is nothing that a cancellation could lose. A select cannot look again once it
     * has chosen; so an item, or a place, is reserved for it (`SelectWaiter`).
     *
     * A newcomer is served only if there is something beyond those that were woken; so it never overtakes. offer and poll
     * look at the buffer alone. After a shutdown there is always something free: the news.
     */
    internal val takers: WaitQueue =
        object : WaitQueue() {
            override val free get() = if (shutDown) Int.MAX_VALUE else buffer.size - reserved
        }
    internal val putters: WaitQueue =
        object : WaitQueue() {
            override val free get() = if (shutDown) Int.MAX_VALUE else capacity - buffer.size - held - reserved
        }
    internal val monitor = Monitor(takers, putters)
    private val unfinishedItems = Unfinished()

    /** How many places are held for items that [drain] has in hand. */
    private var held = 0
    private var shutDown = false

    init {
        require(capacity >= 1) { "capacity must be at least 1, not $capacity" }
    }

    /** How many items are in the queue. */
    public val size: Int
        get() = monitor.locked { buffer.size }

    /** Whether there is no item in the queue. */
    public val isEmpty: Boolean
        get() = size == 0

    /** Whether there are as many items in the queue as it has room for. */
    public val isFull: Boolean
        get() = size >= capacity

    /** How many items were put and have not been dealt with: those in the queue, and those taken and not yet done. */
    public val unfinished: Long
        get() = monitor.locked { unfinishedItems.count }

    /** Whether the queue was shut down. */
    public val isShutdown: Boolean
        get() = monitor.locked { shutDown }

    /**
     * Puts [item], suspending as long as there is no room.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was put.
     *
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
     */
    public suspend fun put(item: E) {
        requireNonNull(item, "item must not be null")
        coroutineContext.ensureActive()
        monitor.step { if (putters.hasAnyForNewcomer) return add(item) }
        return waitToPut(item)
    }

    /** Apart from [put], which so allocates nothing if it need not wait. */
    private suspend fun waitToPut(item: E) {
        Putting(item, Duration.INFINITE).await<Unit>()
    }

    /**
     * Puts [item] if there is room for it now.
     *
     * @return false if there was none; nothing was put
     * @throws QueueShutDownException if the queue is shut down; nothing was put
     */
    public fun offer(item: E): Boolean {
        requireNonNull(item, "item must not be null")
        return monitor.step { putters.hasAny.also { if (it) add(item) } }
    }

    /**
     * Puts [item], suspending as long as there is no room, but for [timeout] at most; when that is up, it goes by what is
     * there, as [offer] without one. Zero or less does not suspend.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was put.
     *
     * @return false if there was no room in time; nothing was put
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
     */
    public suspend fun offer(item: E, timeout: Duration): Boolean {
        requireNonNull(item, "item must not be null")
        coroutineContext.ensureActive()
        if (!timeout.isPositive()) return offer(item)
        monitor.step { if (putters.hasAnyForNewcomer) return true.also { add(item) } }
        return waitToOffer(item, timeout)
    }

    private suspend fun waitToOffer(item: E, timeout: Duration): Boolean = Putting(item, timeout).await<Unit?>() != null

    private inner class Putting(private val item: E, timeout: Duration) : Waiter(putters, monitor, timeout) {
        override fun serve() = add(item)
    }

    /** Puts [item], for which there is room. Guarded by the lock, as is [remove]. */
    internal fun add(item: E) {
        if (shutDown) throw QueueShutDownException()
        buffer.add(item)
        unfinishedItems.add()
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
        monitor.step { if (takers.hasAnyForNewcomer) return remove() }
        return Taking(Duration.INFINITE).await()
    }

    /**
     * Takes the next item if there is one now.
     *
     * @return the item, or null if there is none
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public fun poll(): E? = monitor.step { if (takers.hasAny) remove() else null }

    /**
     * Takes the next item, suspending as long as there is none, but for [timeout] at most; when that is up, it goes by
     * what is there, as [poll] without one. Zero or less does not suspend.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was taken.
     *
     * @return the item, or null if there was none in time
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    public suspend fun poll(timeout: Duration): E? {
        coroutineContext.ensureActive()
        if (!timeout.isPositive()) return poll()
        monitor.step { if (takers.hasAnyForNewcomer) return remove() }
        return Taking(timeout).await()
    }

    private inner class Taking(timeout: Duration) : Waiter(takers, monitor, timeout) {
        override fun serve() = remove()
    }

    internal fun remove(): E = if (buffer.size == 0) throw QueueShutDownException() else buffer.remove()

    /** How many items [poll] would find. */
    private val freeItems: Int get() = if (shutDown) buffer.size else takers.free

    /**
     * Takes the items that are there now, one by one, and calls [consume] with each; [max] at most. Each that it returned
     * from is owed a [taskDone]: as many as this returns.
     *
     * [consume] is called outside the lock, and may use the queue. The item in its hand has left the queue, but its place
     * stays taken until it returns. If it throws, the item goes back as the next to leave, the rest have not left, and
     * those before it are the caller's. An item that somebody else takes meanwhile is not among them.
     *
     * @return how many [consume] was called with; zero too if the queue is shut down and empty
     * @throws IllegalArgumentException if [max] is negative
     * @throws Throwable whatever [consume] throws
     */
    @JvmOverloads
    public fun drain(max: Int = Int.MAX_VALUE, consume: (E) -> Unit): Int {
        require(max >= 0) { "cannot drain $max items" }
        val wanted = minOf(max, size)
        var drained = 0
        while (drained < wanted && drainNext(consume)) drained++
        return drained
    }

    private fun drainNext(consume: (E) -> Unit): Boolean {
        val item = takeInHand() ?: return false
        var consumed = false
        try {
            consume(item)
            consumed = true
        } finally {
            letGo(item, consumed)
        }
        return true
    }

    private fun takeInHand(): E? = monitor.step { if (freeItems > 0) remove().also { held++ } else null }

    private fun letGo(item: E, consumed: Boolean) = monitor.step {
        held--
        if (!consumed) buffer.putBack(item)
    }

    /**
     * Takes out the first item, in the order in which they would leave, that [matches], if there is one now. It is owed a
     * [taskDone], as if it had been taken. An item that a waiter was woken for may go this way, as with [poll].
     *
     * [matches] is called outside the lock, maybe more than once for an item, and may use the queue. What it throws is
     * thrown here, and nothing has changed.
     *
     * @return false if no item matches; a queue that is shut down and empty has none
     */
    public fun removeFirst(matches: (E) -> Boolean): Boolean = removeFirst(matches, ::seen, ::removeIfThere)

    /**
     * Takes out the items that are there now and that [matches]. Each is owed a [taskDone], as if it had been taken. An item
     * that a waiter was woken for may go this way, as with [poll]; one that somebody else takes meanwhile does not.
     *
     * [matches] is called outside the lock, once for each item, and may use the queue. What it throws is thrown here, and
     * nothing has changed.
     *
     * @return how many were taken out; of a queue that is shut down and empty, none
     */
    public fun removeIf(matches: (E) -> Boolean): Int {
        val doomed = Doomed<E>()
        toList().forEach { if (matches(it)) doomed.add(it) }
        return if (doomed.isEmpty) 0 else monitor.step { buffer.removeAll(doomed.atMost(freeItems)) }
    }

    private fun seen(window: Int): List<E> = monitor.step { if (freeItems > 0) buffer.first(window) else emptyList() }

    private fun removeIfThere(item: E): Boolean = monitor.step { freeItems > 0 && buffer.remove(item) }

    /** The next item to leave, which stays; null if there is none. */
    public fun peek(): E? = monitor.locked { if (buffer.size > 0) buffer.peek() else null }

    /** A copy of what is in the queue now, in the order in which it would leave. */
    public fun toList(): List<E> = monitor.step { buffer.first(Int.MAX_VALUE) }

    /**
     * Says that an item, taken earlier, has been dealt with: asyncio's `task_done`.
     *
     * @throws IllegalStateException if no item is unfinished; nothing has changed
     */
    public fun taskDone() {
        val opened =
            monitor.locked {
                check(unfinishedItems.count > 0) { "taskDone() was called more often than items were put" }
                unfinishedItems.finish(1)
            }
        opened?.resumeAll()
    }

    /**
     * Suspends until the [unfinished] count comes down to zero; returns at once if it is. A zero counts even if it is
     * followed by another [put] before this coroutine gets to run.
     *
     * Cancelling the caller throws the `CancellationException`, and changes nothing.
     */
    public suspend fun join() {
        coroutineContext.ensureActive()
        nextZero()?.join()
    }

    /**
     * As the other, for [timeout] at most; zero or less does not suspend.
     *
     * @return false if the count did not come down to zero in time
     */
    public suspend fun join(timeout: Duration): Boolean {
        coroutineContext.ensureActive()
        if (!timeout.isPositive()) return unfinished == 0L
        return nextZero()?.join(timeout) ?: true
    }

    /** What is complete once the count is, or was, zero; null if it is now. */
    internal fun nextZero(): Job? = monitor.locked { unfinishedItems.nextZero() }

    /**
     * Shuts the queue down: from now on nothing goes in, and takers get what is there. Coroutines that wait to put or to
     * take throw [QueueShutDownException]; [join] goes on waiting for what is unfinished. Does nothing if the queue is
     * shut down already.
     */
    public fun shutdown() {
        monitor.step { shutDown = true }
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
            monitor.step {
                buffer.first(Int.MAX_VALUE).also {
                    shutDown = true
                    buffer.clear()
                    opened = unfinishedItems.finish(it.size)
                }
            }
        opened?.resumeAll()
        return discarded
    }

    /**
     * Takes one item after another, until the queue is shut down and empty: `for (item in queue)`. Each is owed a
     * [taskDone]. Cancelling the caller is as in [take].
     */
    public operator fun iterator(): JoinableQueueIterator<E> = JoinableQueueIterator(this)

    /** The flavours. */
    public companion object {
        /**
         * Creates a queue whose items leave first in, first out.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        @JvmStatic
        @JvmOverloads
        public fun <E : Any> fifo(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            JoinableQueue(LineBuffer(lastInFirstOut = false), capacity)

        /**
         * Creates a queue whose items leave last in, first out.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        @JvmStatic
        @JvmOverloads
        public fun <E : Any> lifo(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
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
        @JvmStatic
        @JvmOverloads
        public fun <E : Any> priority(capacity: Int = Int.MAX_VALUE, order: Comparator<in E>): JoinableQueue<E> =
            JoinableQueue(PriorityBuffer(order), capacity)

        /** Creates a queue of items that have an order of their own, as the other `priority` does. */
        @JvmStatic
        @JvmOverloads
        public fun <E : Comparable<E>> priority(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            priority(capacity, naturalOrder())
    }
}
