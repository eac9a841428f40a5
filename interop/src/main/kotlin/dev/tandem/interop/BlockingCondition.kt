@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.Condition
import kotlinx.coroutines.sync.Mutex
import java.time.Duration
import java.util.Date
import java.util.concurrent.TimeUnit
import java.util.function.BooleanSupplier
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.toKotlinDuration

/**
 * This condition for threads that hold [mutex], its own, by [asLock]; from Java,
 * `Blocking.asBlockingCondition(condition, mutex)`.
 */
public fun Condition.asBlockingCondition(mutex: Mutex): BlockingCondition = BlockingCondition(this, mutex)

/**
 * A [Condition] of a `Mutex` as a [java.util.concurrent.locks.Condition]: threads and coroutines wait in one line, and a
 * signal goes to whoever has waited longest, first come, first served.
 *
 * ```
 * val lock = mutex.asLock()
 * val changed = mutex.newCondition()
 * thread { lock.withLock { changed.asBlockingCondition(mutex).awaitUntil { letters.isNotEmpty() } } }
 * launch { mutex.withLock { letters += "a"; changed.signal() } }
 * ```
 *
 * Every call needs the lock, held by this thread through [BlockingLock]; without it, it throws
 * [IllegalMonitorStateException] and changes nothing. Each wait gives the lock back, and returns or throws only with the
 * lock held again, however long that takes. A thread that is interrupted, or whose time is up, just as it is signalled,
 * either returns normally, its interruption still set, or passes the signal on; none is lost.
 */
public class BlockingCondition internal constructor(private val condition: Condition, private val mutex: Mutex) :
    java.util.concurrent.locks.Condition {
    /**
     * Waits for a signal.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    override fun await(): Unit = awaitWithin(INFINITE)

    /** Waits for a signal. An interruption does not end the wait; it stays set. */
    override fun awaitUninterruptibly() {
        val thread = holder()
        blockUninterruptiblyOn { condition.await(thread) }
    }

    /**
     * Waits for a signal for so many nanoseconds at most.
     *
     * @return what is left of them; zero or less if the time is up
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    override fun awaitNanos(nanosTimeout: Long): Long {
        val start = System.nanoTime()
        val signalled = inTime { awaitWithin(nanosTimeout.nanoseconds) }
        val left = maxOf(nanosTimeout, 0) - (System.nanoTime() - start) // from less than zero it would overflow
        return if (signalled) maxOf(left, 1) else minOf(left, 0)
    }

    /**
     * Waits for a signal for [time] at most.
     *
     * @return false if the time is up
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    override fun await(time: Long, unit: TimeUnit): Boolean = inTime { awaitWithin(time.toDuration(unit)) }

    /** As the other, with a `Duration`. */
    @Throws(InterruptedException::class)
    public fun await(timeout: Duration): Boolean = inTime { awaitWithin(timeout.toKotlinDuration()) }

    /**
     * Waits for a signal until [deadline]; of one that is past, however long, only looks.
     *
     * @return false if the time is up
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    override fun awaitUntil(deadline: Date): Boolean =
        inTime { awaitWithin(deadline.time.milliseconds - System.currentTimeMillis().milliseconds) }

    /**
     * Waits until [predicate] holds, looking at it now and after each signal, with the lock held. What it throws is thrown
     * here.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    @Throws(InterruptedException::class)
    public fun awaitUntil(predicate: BooleanSupplier) {
        holder()
        while (!predicate.asBoolean) await()
    }

    /**
     * Waits until [predicate] holds, for [timeout] at most.
     *
     * @return whether it holds
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    @Throws(InterruptedException::class)
    public fun awaitUntil(predicate: BooleanSupplier, timeout: Duration): Boolean {
        holder()
        val start = System.nanoTime()
        while (!predicate.asBoolean) {
            val left = timeout.toKotlinDuration() - (System.nanoTime() - start).nanoseconds
            if (!left.isPositive()) return false
            inTime { awaitWithin(left) }
        }
        return true
    }

    /** Wakes the thread or coroutine that has waited longest, if any does. */
    override fun signal(): Unit = condition.signal(1, holder())

    /**
     * Wakes the [n] that have waited longest, or all if fewer wait.
     *
     * @throws IllegalArgumentException if [n] is negative
     */
    public fun signal(n: Int): Unit = condition.signal(n, holder())

    /** Wakes every thread and every coroutine that waits. */
    override fun signalAll(): Unit = condition.signalAll(holder())

    private fun awaitWithin(timeout: kotlin.time.Duration) {
        val thread = holder()
        blockOn(timeout) { condition.await(thread) }
    }

    private fun holder(): Thread {
        requireHeld(mutex)
        return Thread.currentThread()
    }
}
