package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.isActive
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.coroutines.coroutineContext

/**
 * A point that a number of coroutines reach together, time and again: asyncio's `Barrier`, with the rules of
 * `java.util.concurrent.CyclicBarrier`.
 *
 * ```
 * suspend fun race(runners: Int) = coroutineScope {
 *     val start = Barrier(runners) { println("go!") }
 *     repeat(runners) { runner ->
 *         launch {
 *             start.await()
 *             println("$runner runs")
 *         }
 *     }
 * }
 * ```
 *
 * The last to arrive runs [action], if there is one, and only then everybody leaves. All or none: if one of those who
 * wait is cancelled, if the action fails, or at [abort] or [reset], the barrier is broken for everybody who waits:
 * they throw [BrokenBarrierException], and so does, until [reset], whoever comes later.
 *
 * What each party did before it arrived happens before the action, and the action before what any of them does after
 * it left. All but [await] are ordinary functions, which any thread may call.
 *
 * @property parties how many have to arrive
 * @throws IllegalArgumentException if [parties] is less than 1
 */
public class Barrier(public val parties: Int, private val action: (suspend () -> Unit)? = null) {
    /*
     * Each use of the barrier is a generation of its own:
     *
     *   filling ──last arrival──► acting ──action done──► tripped       (and the next one begins)
     *      └──cancelled, abort, reset─┴──action failed──► broken        (reset begins the next one)
     *
     * A generation ends once, under the lock: as tripped or as broken. Its waiters learn which from `tripped`. One that
     * is cancelled after its generation has tripped, but before it went on, throws, and harms nobody: it has been
     * counted, and a generation that has ended cannot be broken.
     */
    private class Generation {
        var arrived = 0
        var ended = false
        var broken = false
        val tripped = CompletableDeferred<Boolean>()
    }

    private val lock = ReentrantLock()
    private var generation = Generation()

    init {
        require(parties >= 1) { "parties must be at least 1, not $parties" }
    }

    /** How many have arrived and wait for the others. */
    public val waiting: Int
        get() = lock.withLock { if (generation.ended) 0 else generation.arrived }

    /** Whether the barrier is broken: since a party was cancelled, the action failed, or [abort], and until [reset]. */
    public val isBroken: Boolean
        get() = lock.withLock { generation.broken }

    /**
     * Suspends until all parties have arrived and the action is done. The last to arrive runs the action and does not
     * otherwise suspend.
     *
     * Cancelling a caller that waits, or that comes already cancelled, breaks the barrier and throws the
     * `CancellationException`. (One that comes while the action runs waits for the next use to begin; until then it has
     * not arrived, and breaks nothing.) Cancelled after the barrier has tripped, but before it went on, it throws as well, and
     * the others leave as if nothing had happened.
     *
     * @return the arrival index: [parties] - 1 for the first to arrive, 0 for the last
     * @throws BrokenBarrierException if the barrier is broken, or breaks while the caller waits or runs the action
     * @throws Throwable whatever the action throws, to the one who runs it; the others see the barrier broken
     */
    public suspend fun await(): Int {
        if (!coroutineContext.isActive) {
            abort() // and go; who is cancelled a moment later goes from the line
            coroutineContext.ensureActive()
        }
        val (mine, index) = arrive()
        if (index == 0) trip(mine) else awaitTrip(mine)
        return index
    }

    /** Joins the generation that is filling, once the one that is acting, if there is one, has ended. */
    private suspend fun arrive(): Pair<Generation, Int> {
        while (true) {
            val current =
                lock.withLock {
                    if (generation.broken) throw BrokenBarrierException()
                    if (generation.arrived < parties) return join(generation)
                    generation
                }
            current.tripped.join()
        }
    }

    /** Counts an arrival. The last one without an action to run trips the barrier in the same step. */
    private fun join(filling: Generation): Pair<Generation, Int> {
        val index = parties - ++filling.arrived
        if (index == 0 && action == null) markEnd(filling, broken = false)
        return filling to index
    }

    private suspend fun trip(mine: Generation) {
        if (action == null) {
            mine.tripped.complete(true)
            return
        }
        try {
            action()
        } catch (e: Throwable) {
            breakUp(mine)
            throw e
        }
        if (!end(mine, broken = false)) throw BrokenBarrierException()
    }

    private suspend fun awaitTrip(mine: Generation) {
        val tripped =
            try {
                mine.tripped.await()
            } catch (e: Throwable) {
                breakUp(mine)
                throw e
            }
        if (!tripped) throw BrokenBarrierException()
    }

    /** Breaks the barrier: everybody who waits, and until [reset] whoever comes, throws [BrokenBarrierException]. */
    public fun abort() {
        breakUp(lock.withLock { generation })
    }

    /** Makes the barrier as new. Whoever waits throws [BrokenBarrierException]. */
    public fun reset() {
        val old = lock.withLock { generation.also { generation = Generation() } }
        breakUp(old)
    }

    private fun breakUp(old: Generation) {
        end(old, broken = true)
    }

    /** Ends a generation, unless it has ended; waiters are told outside the lock. */
    private fun end(old: Generation, broken: Boolean): Boolean {
        val ended = lock.withLock { !old.ended && markEnd(old, broken) }
        if (ended) old.tripped.complete(!broken)
        return ended
    }

    private fun markEnd(old: Generation, broken: Boolean): Boolean {
        old.ended = true
        old.broken = broken
        if (!broken && generation === old) generation = Generation()
        return true
    }
}
