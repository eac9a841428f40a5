@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.Barrier
import kotlinx.coroutines.Job
import java.time.Duration
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.TimeoutException
import kotlin.coroutines.Continuation
import kotlin.coroutines.startCoroutine
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.toKotlinDuration

/** This barrier for threads; from Java, `Blocking.asBlockingBarrier(barrier)`. */
public fun Barrier.asBlockingBarrier(): BlockingBarrier = BlockingBarrier(this)

/**
 * A [Barrier] for threads: threads and coroutines reach it together, and all leave, or none does.
 *
 * ```
 * val start = Barrier(2)
 * thread { start.asBlockingBarrier().await(); println("the thread runs") }
 * launch { start.await(); println("the coroutine runs") }
 * ```
 *
 * A thread that is interrupted while it waits, or whose time is up, breaks the barrier for everybody, as with
 * `java.util.concurrent.CyclicBarrier`. The barrier's action, if the thread is the last to come, runs on it. What each party did before it came happens before what any of them does after it left.
 */
public class BlockingBarrier internal constructor(private val barrier: Barrier) {
    /** How many have to arrive. */
    public val parties: Int
        get() = barrier.parties

    /** How many have arrived and wait for the others. */
    public val waiting: Int
        get() = barrier.waiting

    /** Whether the barrier is broken. */
    @get:JvmName("isBroken")
    public val isBroken: Boolean
        get() = barrier.isBroken

    /**
     * Waits until all parties have arrived and the action is done.
     *
     * @return the arrival index: [parties] - 1 for the first to arrive, 0 for the last
     * @throws InterruptedException if the thread is interrupted before or while it waits; the barrier is broken, unless
     *   the thread came while the action ran, and so has not arrived, or the barrier has tripped just then, for all others
     * @throws BrokenBarrierException if the barrier is broken, or breaks while the thread waits
     */
    @Throws(InterruptedException::class, BrokenBarrierException::class)
    public fun await(): Int = awaitWithin(INFINITE)

    /**
     * As the other, for [timeout] at most.
     *
     * @throws TimeoutException if the time is up; the barrier is broken
     */
    @Throws(InterruptedException::class, BrokenBarrierException::class, TimeoutException::class)
    public fun await(timeout: Duration): Int = awaitWithin(timeout.toKotlinDuration())

    private fun awaitWithin(timeout: kotlin.time.Duration): Int {
        var arrives = false
        try {
            return blockOn(timeout, isForeign = true) { // the action
                arrives = true
                barrier.await()
            }
        } catch (e: InterruptedException) {
            if (!arrives) comeCancelled() // else it was broken, unless it had tripped before
            throw e
        }
    }

    /** Does what a coroutine does that comes cancelled: breaks the barrier, unless its action runs. It does not suspend. */
    private fun comeCancelled() {
        val cancelled = Job().apply { cancel() }
        suspend { barrier.await() }.startCoroutine(Continuation(cancelled) { })
    }

    /** Breaks the barrier until [reset]. */
    public fun abort(): Unit = barrier.abort()

    /** Sends who waits away with a [BrokenBarrierException] and makes the barrier as new. */
    public fun reset(): Unit = barrier.reset()
}
