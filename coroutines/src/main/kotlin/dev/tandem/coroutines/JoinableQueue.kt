package dev.tandem.coroutines

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.selects.SelectBuilder
import kotlinx.coroutines.suspendCancellableCoroutine
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.resume

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
 * **Waiting.** Coroutines that wait to put or to take are woken strictly first come, first served, one for each item and
 * each place; a newcomer never overtakes them. Each then takes what is next when it runs: of two that were woken, the one
 * whose dispatcher is quicker has the earlier item. A [put] that throws has put nothing and a [take] that throws has taken
 * nothing, also when the caller is cancelled just as it is woken: the next in line is woken instead. So `withTimeout` may
 * be put around either.
 * [offer] and [poll] do not wait, and so do not stand in line: like `tryLock` of a fair lock they go by what is there
 * now, and may be quicker than a waiter that was woken but did not run yet. It then waits on at its place.
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
     * The buffer is the truth, and every call changes it in one step under the lock. Who finds nothing to do goes to
     * sleep in line; waking is only a hint to look again, so that nothing is handed over which a cancellation could lose:
     *
     *   newcomer ──something there for it──► served
     *      └──► asleep ──next in line, and something there──► awake ──still there──► served
     *              ▲  └──cancelled──► gone                      │└──cancelled──► gone
     *              └──────────at its old place in line──────────┘  taken by offer or poll meanwhile
     *
     * After each step, whoever made it, one more is woken on either side as long as there is more than have been woken:
     *
     *   somebody is asleep  ⇒  awake takers ≥ items,   awake putters ≥ places
     *
     * so a wake-up is never lost: who leaves without being served makes room for the next one's. A newcomer is served
     * only if there is something left beyond those awake; so it never overtakes. offer and poll look at the buffer alone.
     * After a shutdown there is always something there: the news.
     *
     * A `select` cannot look again once it has chosen; so an item is kept for it from its waking on.
     *
     * The lock is held for a few steps, and nobody is resumed under it: a resumed coroutine may run at once, in this
     * thread. Joiners wait at a gate, which is opened, and forgotten, when the count reaches zero; so a zero counts,
     * however soon more is put.
     */
    private val lock = ReentrantLock()
    private val takers =
        object : Side() {
            override val available get() = if (shutDown) Int.MAX_VALUE else buffer.size
        }
    private val putters =
        object : Side() {
            override val available get() = if (shutDown) Int.MAX_VALUE else capacity - buffer.size
        }
    private val selects = Selects(takers) { step(it) }
    private var unfinishedCount = 0L
    private var zero: CompletableDeferred<Unit>? = null
    private var shutDown = false

    init {
        require(capacity >= 1) { "capacity must be at least 1, not $capacity" }
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
        step { if (putters.hasAnyForNewcomer()) return add(item) }
        return putInLine(item)
    }

    /** Apart from [put], which so allocates nothing if it need not wait. */
    private suspend fun putInLine(item: E) {
        inLine(putters) { if (hasRoom()) return add(item) }
    }

    /**
     * Puts [item] if there is room for it now.
     *
     * @return false if there was none; nothing was put
     * @throws QueueShutDownException if the queue is shut down; nothing was put
     */
    public fun offer(item: E): Boolean = step { hasRoom().also { if (it) add(item) } }

    private fun add(item: E) {
        if (shutDown) throw QueueShutDownException()
        buffer.add(item)
        unfinishedCount++
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
        step { if (hasItemForNewcomer()) return remove() }
        return takeInLine()
    }

    private suspend fun takeInLine(): E {
        inLine(takers) { if (hasItem()) return remove() }
    }

    /**
     * Takes the next item if there is one now.
     *
     * @return the item, or null if there is none
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public fun poll(): E? = step { if (hasItem()) remove() else null }

    /**
     * Takes out the first item, in the order in which they would leave, that [matches], if there is one now. It is owed a
     * [taskDone], as if it had been taken. An item that a waiter was woken for may go this way, as with [poll].
     *
     * [matches] is called under the queue's lock: it should be quick and must not use the queue. What it throws is thrown
     * here, and nothing has changed.
     *
     * @return false if no item matches; a queue that is shut down and empty has none
     */
    public fun removeFirst(matches: (E) -> Boolean): Boolean = step { hasItem() && buffer.removeFirst(matches) }

    /** The next item to leave, which stays; null if there is none. */
    public fun peek(): E? = locked { if (buffer.size > 0) buffer.peek() else null }

    /** A copy of what is in the queue now, in the order in which it would leave. */
    public fun toList(): List<E> = locked { buffer.inOrder() }

    private fun remove(): E = if (buffer.size == 0) throw QueueShutDownException() else buffer.remove()

    private fun hasRoom() = putters.hasAny(kept = 0)

    private fun hasItem() = takers.hasAny(kept = selects.kept) || selects.reclaim()

    private fun hasItemForNewcomer() = takers.hasAnyForNewcomer() || (!takers.hasWaiters && selects.reclaim())

    /** Stands in line until [serve] returns from the caller. Who is cancelled leaves at once, whatever its dispatcher does. */
    private suspend inline fun inLine(side: Side, serve: () -> Unit): Nothing {
        val sleeper = Sleeper(side)
        while (true) {
            try {
                suspendCancellableCoroutine<Unit> { sleeper.sleep(it) }
            } catch (e: Throwable) {
                step { side.leave(sleeper) }
                throw e
            }
            step {
                side.leave(sleeper)
                serve()
            }
        }
    }

    private inner class Sleeper(private val side: Side) :
        Side.Waiter(),
        (Throwable?) -> Unit {
        private var continuation: CancellableContinuation<Unit>? = null

        fun sleep(continuation: CancellableContinuation<Unit>) {
            val newcomer = this.continuation == null
            this.continuation = continuation
            continuation.invokeOnCancellation(this)
            step { if (newcomer) side.enter(this) else side.enterAgain(this) }
        }

        override fun wake() = continuation!!.resume(Unit)

        /** Called when it is cancelled. */
        override fun invoke(cause: Throwable?) = step { side.leave(this) }
    }

    internal fun <R> SelectBuilder<R>.onItem(block: suspend (E) -> R) {
        selects.tokens.onReceiveCatching { token ->
            val item =
                step {
                    if (token.isSuccess) selects.spend()
                    remove()
                }
            block(item)
        }
        step { selects.standInLine() }
    }

    /**
     * Says that an item, taken earlier, has been dealt with: asyncio's `task_done`.
     *
     * @throws IllegalStateException if no item is unfinished; nothing has changed
     */
    public fun taskDone() {
        val opened =
            step {
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
        tell(locked { markShutDown() })
    }

    /** Gives those to be told. */
    private fun markShutDown(): List<Side.Waiter> {
        shutDown = true
        return takers.all() + putters.all()
    }

    private fun tell(waiters: List<Side.Waiter>) {
        selects.tokens.close()
        waiters.forEach { it.wake() }
    }

    /**
     * Shuts the queue down and discards what is in it. Beyond what [shutdown] does, nobody owes a [taskDone] for what
     * was discarded: [join] waits for the items in somebody's hands only. On a queue that is shut down already, it
     * discards what is left.
     *
     * @return the discarded items, in the order in which they would have left
     */
    public fun shutdownNow(): List<E> {
        val discarded: List<E>
        val told: List<Side.Waiter>
        val opened: CompletableDeferred<Unit>?
        lock.withLock {
            discarded = buffer.inOrder()
            told = markShutDown()
            buffer.clear()
            opened = finish(discarded.size)
        }
        tell(told)
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

    /** One step under the lock, after which who can go on is woken. */
    private inline fun <T> step(action: () -> T): T {
        var taker: Side.Waiter? = null
        var putter: Side.Waiter? = null
        try {
            return locked {
                try {
                    action()
                } finally {
                    taker = takers.next()
                    putter = putters.next()
                }
            }
        } finally {
            taker?.wake()
            putter?.wake()
        }
    }

    /** Refuses a call that a comparator makes to its own queue, in the midst of another. */
    private inline fun <T> locked(action: () -> T): T = lock.withLock {
        check(lock.holdCount == 1) { "a comparator, or a predicate, must not use its own queue" }
        action()
    }

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
        public fun <E> fifo(capacity: Int = Int.MAX_VALUE): JoinableQueue<E> =
            JoinableQueue(LineBuffer(lastInFirstOut = false), capacity)

        /**
         * Creates a queue whose items leave last in, first out.
         *
         * @param capacity how many items it holds at most; without a limit if it is not given
         * @throws IllegalArgumentException if [capacity] is less than 1
         */
        @JvmStatic
        @JvmOverloads
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
        @JvmStatic
        @JvmOverloads
        public fun <E> priority(capacity: Int = Int.MAX_VALUE, order: Comparator<in E>): JoinableQueue<E> =
            JoinableQueue(PriorityBuffer(order), capacity)

        /** Creates a queue of items that have an order of their own, as the other `priority` does. */
        @JvmStatic
        @JvmOverloads
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
 *
 * Selects stand in one line with takers; of several that wait at the same time, the second comes behind the takers which
 * came before the first was served. From the moment a select is woken until [block] runs, an item is kept for it, which
 * [JoinableQueue.poll] does not see.
 */
public fun <E, R> SelectBuilder<R>.onTake(queue: JoinableQueue<E>, block: suspend (E) -> R) {
    with(queue) { onItem(block) }
}
