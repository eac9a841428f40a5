package dev.tandem.coroutines

import kotlinx.coroutines.ensureActive
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

/**
 * A flag that coroutines wait for: asyncio's `Event`.
 *
 * ```
 * suspend fun meet() = coroutineScope {
 *     val ready = Event()
 *     launch {
 *         println("waiting for it ...")
 *         ready.await()
 *         println("... got it!")
 *     }
 *     delay(1.seconds)
 *     ready.set() // every waiter goes on, now and until clear()
 * }
 * ```
 *
 * **Fairness.** Waiters are served first come, first served: [set] releases all who wait at that moment, in the order
 * in which they came, even if [clear] follows at once. A pulse counts.
 *
 * **Threads and memory.** [set], [clear], [isSet] and [waiters] are ordinary functions, which any thread may call. Only
 * a waiter allocates. What came before [set] happens before what follows the [await] that it released, or the [isSet]
 * that says so, and before what follows the [clear] that takes it back: a coroutine that clears the flag and then looks
 * at the data misses nothing.
 *
 * **Foreign code.** If a waiter's dispatcher fails as it is told to resume it, that harms nobody else: the failure goes
 * to the thread's uncaught exception handler.
 */
public class Event {
    /*
     * The flag is written, and the wait queue used, under the lock only. So a coroutine that finds the flag clear is in
     * the wait queue before the next set(), which releases it, whatever clear() does then; and between two steps of a
     * set event nobody waits. A waiter that is cancelled leaves; there is nothing that it was given and another would
     * now miss.
     */
    private val lock = ReentrantLock()
    private val queue = WaitQueue<EventWaiter>()
    private val released = Batch<EventWaiter>()

    @Volatile
    private var flag = false

    /** Whether the flag is set: true between a [set] and the next [clear]. */
    public val isSet: Boolean
        get() = flag

    /** How many coroutines and selects wait for the flag now. */
    @get:JvmName("waiters")
    public val waiters: Int
        get() = lock.withLock { queue.size }

    /** Sets the flag and releases all who wait for it. A set flag stays set. */
    public fun set() {
        val first =
            lock.withLock {
                flag = true
                while (true) released.add(queue.poll()?.apply { isReleased = true } ?: break)
                released.take()
            }
        first.forEachInBatch { resumed(it::resume) }
    }

    /** Takes the flag back: those who wait from now on wait for the next [set]. */
    public fun clear(): Unit = lock.withLock { flag = false }

    /**
     * Suspends until the flag is set; returns at once if it is.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was changed: neither the event nor its
     * other waiters. That holds before it waits, while it waits, and after it was released but before it went on.
     */
    public suspend fun await() {
        coroutineContext.ensureActive()
        if (flag) return
        return waitUntilSet()
    }

    /** Apart from [await], which so allocates nothing if it need not wait. */
    private suspend fun waitUntilSet() {
        EventCoroutine(this, Duration.INFINITE).await()
    }

    /**
     * Suspends until the flag is set, but for [timeout] at most; zero or less does not suspend.
     *
     * Cancelling the caller throws the `CancellationException`, and nothing was changed.
     *
     * @return whether the flag is set, or was while this waited; false if it was not in time
     */
    public suspend fun await(timeout: Duration): Boolean {
        coroutineContext.ensureActive()
        val now = flag // one look: it may be taken back between two
        if (now || !timeout.isPositive()) return now
        return EventCoroutine(this, timeout).await()
    }

    /** Has [waiter] wait; false if it need not, as it is released, or has left already. */
    internal fun add(waiter: EventWaiter): Boolean = lock.withLock {
        if (flag) waiter.isReleased = true
        val waits = !waiter.isReleased && !waiter.hasLeft
        if (waits) queue.add(waiter)
        waits
    }

    /** Has [waiter] leave; false if it was not waiting. */
    internal fun remove(waiter: EventWaiter): Boolean = lock.withLock {
        waiter.hasLeft = true
        queue.remove(waiter)
    }

    /** Says whether the event is set, and, if it is not, how many wait. */
    override fun toString(): String = lock.withLock {
        if (flag) "Event[set]" else "Event[unset, waiters = ${queue.size}]"
    }
}
