package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.recordedName
import dev.tandem.coroutines.internal.recordedWait
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
 * **Waiting.** Waiters are served first come, first served: coroutines that wait to put or to take, with a timeout or
 * without, and selects ([onTake], [onPut]) are woken in the order in which they came, one for each item and each place,
 * and a newcomer that waits never overtakes them. Each then takes what is next when it runs: of two that were woken,
 * the one whose dispatcher is quicker has the earlier item. [offer] and [poll] do not wait: like `tryLock` of a fair
 * lock they go by what is there now, and may be quicker than a waiter that was woken but has not run, which then waits
 * on at its place.
 *
 * **Lossless.** A call that throws has put nothing, or taken nothing, also when the caller is cancelled just as it is
 * woken: the next waiter is woken instead. The same holds at the end of a timeout that is a parameter of the call. Do
 * not put `withTimeout` around [take]: if the time is up just as `take` returns, `withTimeout` throws, and drops the
 * item. Call [poll] with the timeout instead.
 *
 * **Shutdown.** After [shutdown], whatever puts an item throws [QueueShutDownException]; whatever takes one gives what
 * is there, and throws the same once there is none. Coroutines that wait at that moment are told at once.
 *
 * **Foreign code.** No coroutine is resumed, and no function of the caller is called, under the queue's lock, but for
 * the comparator of a [priority] queue. It must not use the queue: whatever it calls there, but for [toString], throws
 * [IllegalStateException] and changes nothing. `equals`, `hashCode` and `toString` of items are never called.
 * If a waiter's dispatcher fails as it is told to resume it, that harms nobody else: the failure goes to the thread's
 * uncaught exception handler, and what the waiter was woken for goes to the next.
 *
 * **Threads and memory.** Functions that do not suspend may be called from any thread. What came before putting an item
 * happens before what follows taking it; what came before [taskDone] happens before what follows the [join] that it
 * ends. Items are never null: that is a [NullPointerException], from Java too.
 */
public class JoinableQueue<E : Any> private constructor(internal val state: QueueState<E>) {
    init {
        state.queue = this
    }

    /** How many items there is room for; [Int.MAX_VALUE] means no limit. */
    @get:JvmName("capacity")
    public val capacity: Int
        get() = state.capacity

    /** How many items are in the queue. */
    @get:JvmName("size")
    public val size: Int
        get() = state.size

    /** Whether there is no item in the queue. */
    public val isEmpty: Boolean
        get() = size == 0

    /** Whether there are as many items in the queue as it has room for. */
    public val isFull: Boolean
        get() = size >= capacity

    /** How many items were put and have not been dealt with: those in the queue, and those taken and not yet done. */
    @get:JvmName("unfinished")
    public val unfinished: Long
        get() = state.unfinished

    /** Whether the queue was shut down. */
    public val isShutdown: Boolean
        get() = state.isShutDown

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
        if (state.putAsNewcomer(item)) return
        return waitToPut(item)
    }

    /** Apart from [put], which so allocates nothing if it need not wait. */
    private suspend fun waitToPut(item: E) {
        state.Putter(item, Duration.INFINITE).await<Unit>()
    }

    /**
     * Puts [item] if there is room for it now.
     *
     * @return false if there was none; nothing was put
     * @throws QueueShutDownException if the queue is shut down; nothing was put
     */
    public fun offer(item: E): Boolean {
        requireNonNull(item, "item must not be null")
        return state.offer(item)
    }

    /**
     * Puts [item], suspending as long as there is no room, but for [timeout] at most; when that is up, it goes by what
     * is there, as [offer] without one. Zero or less does not suspend.
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
        if (state.putAsNewcomer(item)) return true
        return waitToOffer(item, timeout)
    }

    private suspend fun waitToOffer(item: E, timeout: Duration): Boolean =
        state.Putter(item, timeout).await<Unit?>() != null

    /**
     * Takes the next item, suspending as long as there is none.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was taken.
     *
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    public suspend fun take(): E {
        coroutineContext.ensureActive()
        return state.takeAsNewcomer() ?: state.Taker(Duration.INFINITE).await()
    }

    /**
     * Takes the next item if there is one now.
     *
     * @return the item, or null if there is none
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public fun poll(): E? = state.poll()

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
        return state.takeAsNewcomer() ?: state.Taker(timeout).await()
    }

    /**
     * Takes all items at once, suspending as long as there is none. (What [drain] takes it takes one by one, without
     * suspending.) Each is owed a [taskDone].
     *
     * It waits, and is woken, like a [take], and leaves to others what they were woken for: it takes one item at least,
     * and all that no other waiter was woken for.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was taken.
     *
     * @return the items, one at least, in the order in which they would have left
     * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
     */
    public suspend fun takeAll(): List<E> {
        coroutineContext.ensureActive()
        return state.takeAllAsNewcomer() ?: state.AllTaker().await()
    }

    /**
     * Takes the items that are there now, one by one, and calls [consume] with each; [max] at most. Each that it
     * returned from is owed a [taskDone]: as many as this returns.
     *
     * [consume] is called outside the lock, and may use the queue. The item in its hand has left the queue, but its
     * place stays taken until it returns. If it throws, the item goes back as the next to leave, the rest have not
     * left, and those before it are the caller's. An item that somebody else takes meanwhile is not among them.
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
        val item = state.takeInHand() ?: return false
        var consumed = false
        try {
            consume(item)
            consumed = true
        } finally {
            state.letGo(item, consumed)
        }
        return true
    }

    /**
     * Takes out the first item, in the order in which they would leave, that [matches], if there is one now. It is owed
     * a [taskDone], as if it had been taken. An item that a waiter was woken for may go this way, as with [poll].
     *
     * [matches] is called outside the lock, maybe more than once for an item, and may use the queue. What it throws is
     * thrown here, and nothing has changed.
     *
     * @return false if no item matches; a queue that is shut down and empty has none
     */
    public fun removeFirst(matches: (E) -> Boolean): Boolean = state.removeFirst(matches)

    /**
     * Takes out the items that are there now and that [matches]. Each is owed a [taskDone], as if it had been taken. An
     * item that a waiter was woken for may go this way, as with [poll]; one that somebody else takes meanwhile does not.
     *
     * [matches] is called outside the lock, once for each item, and may use the queue. What it throws is thrown here,
     * and nothing has changed.
     *
     * @return how many were taken out; of a queue that is shut down and empty, none
     */
    public fun removeIf(matches: (E) -> Boolean): Int = state.removeIf(matches)

    /** The next item to leave, which stays; null if there is none. */
    public fun peek(): E? = state.peek()

    /** A copy of what is in the queue now, in the order in which it would leave. */
    public fun toList(): List<E> = state.toList()

    /**
     * Says that an item, taken earlier, has been dealt with: asyncio's `task_done`.
     *
     * @throws IllegalStateException if no item is unfinished; nothing has changed
     */
    public fun taskDone(): Unit = state.taskDone()

    /**
     * Suspends until the [unfinished] count comes down to zero; returns at once if it is. A zero counts even if it is
     * followed by another [put] before this coroutine gets to run.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was changed.
     */
    public suspend fun join() {
        coroutineContext.ensureActive()
        val zero = state.nextZero() ?: return
        return if (FlightRecording.waits()) joinRecorded(zero) else zero.join()
    }

    private suspend fun joinRecorded(zero: Job) {
        recordedWait(recordedName(), JOIN) { zero.join() }
    }

    /**
     * Suspends until the [unfinished] count comes down to zero, but for [timeout] at most. Zero or less does not
     * suspend. A zero counts even if it is followed by another [put] before this coroutine gets to run.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was changed.
     *
     * @return false if the count did not come down to zero in time
     */
    public suspend fun join(timeout: Duration): Boolean {
        coroutineContext.ensureActive()
        if (!timeout.isPositive()) return unfinished == 0L
        val zero = state.nextZero() ?: return true
        return if (FlightRecording.waits()) {
            recordedWait(recordedName(), JOIN) { zero.joinWithin(timeout) }
        } else {
            zero.joinWithin(timeout)
        }
    }

    /**
     * Shuts the queue down: from now on nothing goes in, and takers get what is there. Coroutines that wait to put or
     * to take throw [QueueShutDownException]; [join] goes on waiting for what is unfinished. Does nothing if the queue
     * is shut down already.
     */
    public fun shutdown(): Unit = state.shutdown()

    /**
     * Shuts the queue down and discards what is in it. Beyond what [shutdown] does, nobody owes a [taskDone] for what
     * was discarded: [join] waits for the items in somebody's hands only. On a queue that is shut down already, it
     * discards what is left.
     *
     * @return the discarded items, in the order in which they would have left
     */
    public fun shutdownNow(): List<E> = state.shutdownNow()

    /**
     * Takes one item after another, until the queue is shut down and empty: `for (item in queue)`. Each is owed a
     * [taskDone]. Cancelling the caller does as in [take].
     */
    public operator fun iterator(): JoinableQueueIterator<E> = JoinableQueueIterator(this)

    /** Says how many items there are, and how many wait to take and to put. A comparator may call it too. */
    override fun toString(): String = "JoinableQueue[$state]"

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
            of(DequeBuffer(lastInFirstOut = false), capacity)

        /**
         * Creates a queue whose items leave last in, first out.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        @JvmStatic
        @JvmOverloads
        public fun <E : Any> lifo(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            of(DequeBuffer(lastInFirstOut = true), capacity)

        /**
         * Creates a queue whose least item in natural order leaves first. What [priority] with an order says of its
         * comparator holds for the items' `compareTo`.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        @JvmStatic
        @JvmOverloads
        public fun <E : Comparable<E>> priority(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            priority(capacity, naturalOrder())

        /**
         * Creates a queue without a limit, whose least item leaves first.
         *
         * @param order compares items, as in [priority] with a capacity
         */
        @JvmStatic
        public fun <E : Any> priority(order: Comparator<in E>): JoinableQueue<E> = priority(Int.MAX_VALUE, order)

        /**
         * Creates a queue whose least item leaves first, and whose equal items leave in the order in which they came.
         *
         * The comparator runs while the queue is locked. It must not use the queue, which is an
         * [IllegalStateException], nor wait for somebody who does. If it throws, so does the call it was made for, and
         * the queue is as it was.
         *
         * @param capacity how many items it holds at most
         * @param order compares items
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        @JvmStatic
        public fun <E : Any> priority(capacity: Int, order: Comparator<in E>): JoinableQueue<E> =
            of(PriorityBuffer(order), capacity)

        private fun <E : Any> of(buffer: Buffer<E>, capacity: Int) = JoinableQueue(QueueState(buffer, capacity))
    }
}
