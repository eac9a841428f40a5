package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.outcomeOf
import dev.tandem.coroutines.internal.recordWake
import dev.tandem.coroutines.internal.recordedName
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlin.time.Duration

/**
 * The state of a [JoinableQueue]: its items, the count of the unfinished, whether it is shut down, and who waits. Each
 * function is one step under the lock, unless it says otherwise.
 */
internal class QueueState<E : Any>(private val buffer: Buffer<E>, val capacity: Int) {
    /*
     * Waking, not handing over. A dual queue [1] hands an item to a waiter as it comes. But a coroutine that was
     * resumed with an item may be cancelled before it runs, and kotlinx then throws away what it was resumed with. So
     * here the buffer is the truth, and a coroutine that is woken has been given nothing but the hint to look again
     * (`Waiter`): there is nothing that a cancellation could lose. To look and to begin to wait is one step.
     *
     * Barging. A newcomer that waits is served only if there is something beyond what those that were woken came for;
     * so it never overtakes. offer and poll look at the buffer alone, as tryLock does in a fair lock made of AQS [2].
     *
     * Selects. A select cannot look again once it has chosen. So an item, or a place, is reserved for it
     * (`SelectWaiter`).
     *
     * Shutdown. From then on there is a permit for everybody: they are woken, look, and find the news.
     *
     * [1] Scherer and Scott, Nonblocking Concurrent Data Structures with Condition Synchronization, 2004.
     * [2] Lea, The java.util.concurrent Synchronizer Framework, 2005.
     */
    val items: QueueHalf =
        object : QueueHalf() {
            override val free get() = if (shutDown) Int.MAX_VALUE else buffer.size - reserved
        }
    val places: QueueHalf =
        object : QueueHalf() {
            override val free get() = if (shutDown) Int.MAX_VALUE else capacity - buffer.size - held - reserved
        }
    val monitor = Monitor(items, places)

    /** Whose state it is; for recordings. */
    lateinit var queue: JoinableQueue<E>
    private val unfinishedItems = Unfinished()

    /** How many places are held for items that a consumer has in hand. */
    private var held = 0
    private var shutDown = false

    init {
        require(capacity >= 1) { "capacity must be at least 1, not $capacity" }
    }

    val size: Int get() = monitor.locked { buffer.size }

    val unfinished: Long get() = monitor.locked { unfinishedItems.count }

    val isShutDown: Boolean get() = monitor.locked { shutDown }

    // ---- putting

    fun offer(item: E): Boolean = monitor.step { places.hasAny.also { if (it) add(item) } }

    fun putAsNewcomer(item: E): Boolean = monitor.step { places.hasAnyForNewcomer.also { if (it) add(item) } }

    inner class Putter(private val item: E, timeout: Duration) : Waiter(places, monitor, timeout) {
        override val kind get() = "queue.put"
        override val queue get() = this@QueueState.queue

        override fun serve() = add(item)
    }

    /** Called under the lock, with a permit. */
    fun add(item: E) {
        if (shutDown) throw QueueShutDownException()
        buffer.add(item)
        unfinishedItems.add()
    }

    // ---- taking

    fun poll(): E? = monitor.step { if (items.hasAny) remove() else null }

    fun takeAsNewcomer(): E? = monitor.step { if (items.hasAnyForNewcomer) remove() else null }

    inner class Taker(timeout: Duration) : Waiter(items, monitor, timeout) {
        override val kind get() = "queue.take"
        override val queue get() = this@QueueState.queue

        override fun serve() = remove()
    }

    /** Called under the lock, with a permit. */
    fun remove(): E = if (buffer.size == 0) throw QueueShutDownException() else buffer.remove()

    fun takeAllAsNewcomer(): List<E>? = monitor.step { if (items.hasAnyForNewcomer) removeAll() else null }

    inner class AllTaker : Waiter(items, monitor, Duration.INFINITE) {
        override val kind get() = "queue.take"
        override val queue get() = this@QueueState.queue

        override fun serve() = removeAll()
    }

    /** Removes all but what others were woken for, and one at least. Called under the lock, with a permit. */
    private fun removeAll(): List<E> {
        if (buffer.size == 0) throw QueueShutDownException()
        val count = if (shutDown) buffer.size else maxOf(1, items.free - items.woken)
        return ArrayList<E>(count).also { removeTo(it, count) }
    }

    /** Removes all or, if a comparator throws, none. */
    private fun removeTo(removed: MutableList<E>, count: Int) {
        try {
            repeat(count) { removed += buffer.remove() }
        } catch (e: Throwable) {
            removed.asReversed().forEach(buffer::putBack)
            throw e
        }
    }

    // ---- looking, and taking out from anywhere

    fun peek(): E? = monitor.locked { if (buffer.size > 0) buffer.peek() else null }

    fun toList(): List<E> = monitor.step { buffer.first(Int.MAX_VALUE) }

    /** How many items [poll] would find. */
    private val freeItems: Int get() = if (shutDown) buffer.size else items.free

    fun takeInHand(): E? = monitor.step { if (freeItems > 0) remove().also { held++ } else null }

    fun letGo(item: E, consumed: Boolean) = monitor.step {
        held--
        if (!consumed) buffer.putBack(item)
    }

    /**
     * Finds the first item that [matches], outside the lock, and takes it out; looks again if it has left meanwhile. It
     * is looked for among the first few, and only if it is not there among more of them.
     */
    fun removeFirst(matches: (E) -> Boolean): Boolean {
        var window = 16
        while (true) {
            val seen = first(window)
            val match = seen.firstOrNull(matches)
            if (match != null) {
                if (removeIfThere(match)) return true
            } else {
                if (seen.size < window) return false
                window = minOf(8L * window, Int.MAX_VALUE.toLong()).toInt()
            }
        }
    }

    private fun first(n: Int): List<E> = monitor.step { if (freeItems > 0) buffer.first(n) else emptyList() }

    private fun removeIfThere(item: E): Boolean = monitor.step { freeItems > 0 && buffer.remove(item) }

    /** Finds the items that [matches], outside the lock, and takes out those that are still there. */
    fun removeIf(matches: (E) -> Boolean): Int {
        val doomed = Doomed<E>()
        toList().forEach { if (matches(it)) doomed.add(it) }
        return if (doomed.isEmpty) 0 else monitor.step { buffer.removeAll(doomed.atMost(freeItems)) }
    }

    // ---- counting

    fun taskDone() {
        val opened =
            monitor.locked {
                check(unfinishedItems.count > 0) { "taskDone() was called more often than items were put" }
                unfinishedItems.finish(1)
            }
        opened?.let(::release)
    }

    private fun release(joiners: CompletableDeferred<Unit>) {
        if (FlightRecording.wakes()) recordWake(queue.recordedName(), JOIN, waiter = null)
        joiners.resumeAll()
    }

    /** What is complete once the count is, or was, zero; null if it is now. */
    fun nextZero(): Job? = monitor.locked { unfinishedItems.nextZero() }

    // ---- shutting down

    fun shutdown() {
        monitor.step { shutDown = true }
    }

    fun shutdownNow(): List<E> {
        var opened: CompletableDeferred<Unit>? = null
        val discarded =
            monitor.step {
                buffer.first(Int.MAX_VALUE).also {
                    shutDown = true
                    buffer.clear()
                    opened = unfinishedItems.finish(it.size)
                }
            }
        opened?.let(::release)
        return discarded
    }

    /** May be called in the midst of another step, by a comparator. */
    override fun toString(): String = monitor.peeked {
        "size = ${buffer.size}, capacity = $capacity, unfinished = ${unfinishedItems.count}, " +
            "takers = ${items.waiters}, putters = ${places.waiters}" + if (shutDown) ", shut down" else ""
    }
}

/** What a recording calls a wait for the end of all that was put. */
internal const val JOIN: String = "queue.join"

/** How a wait for a queue has ended. */
internal fun outcomeInQueue(result: Result<*>): String =
    if (result.exceptionOrNull() is QueueShutDownException) "shut down" else outcomeOf(result)
