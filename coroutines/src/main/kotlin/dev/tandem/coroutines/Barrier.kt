package dev.tandem.coroutines

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.isActive
import kotlinx.coroutines.suspendCancellableCoroutine
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.jvm.internal.CoroutineStackFrame

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
 * The last to arrive runs [action], if there is one, and only then everybody leaves, in the order in which they came.
 * All or none: if one of those who have arrived is cancelled, if the action fails, or at [abort] or [reset], the
 * barrier is broken for everybody who has arrived: they throw [BrokenBarrierException], and so does, until [reset],
 * whoever comes later.
 *
 * Whoever comes while the action runs has not arrived. When it has ended they arrive for the next use, first come,
 * first served, and before anybody who comes later. Two actions never run at once: after a [reset] the next one waits
 * until the last one has ended; if the barrier is broken before that, it does not run. An action may [abort] and
 * [reset] its barrier, which breaks its own generation; it cannot [await] it.
 *
 * If a waiter's dispatcher fails as it is told to resume it, that harms nobody else: the failure goes to the thread's
 * uncaught exception handler. If that waiter was to run the action, its generation is broken.
 *
 * What each party did before it arrived happens before the action, and the action before what any of them does after
 * it left. All but [await] are ordinary functions, which any thread may call.
 *
 * @property parties how many have to arrive
 * @throws IllegalArgumentException if [parties] is less than 1
 */
public class Barrier(public val parties: Int, private val action: (suspend () -> Unit)? = null) {
    /*
     * Each use of the barrier is a generation of its own. Every step is made under `lock`; whoever is to be resumed is
     * resumed after it.
     *
     *   FILLING ──last arrival──► FULL ──no action runs──► ACTING ──action ended──► TRIPPED    (the next one begins)
     *      │                        │                         │
     *      └────────────────────────┴─────────────────────────┴──a party was cancelled, the action failed,
     *                                                            abort, reset──► BROKEN        (reset begins the next one)
     *
     * Without an action the last arrival takes all steps at once. `acting` is the generation whose action runs, if one
     * does; it may have been broken meanwhile, and the current generation be another, which is FULL until that action
     * has ended. Who comes while the current generation is FULL or ACTING is a newcomer, and arrives in the next one.
     *
     * A waiter is cancelled at the moment at which its coroutine is (invokeOnCancellation), not when that goes on: a
     * newcomer leaves, a party breaks its generation, and a generation that has ended is not concerned. A party that was
     * told to run the action gives its turn back in any case: when the action has ended; if it was cancelled before it
     * went on, by resume's onCancellation; if its generation was broken before it went on, at once.
     */
    private enum class Phase { FILLING, FULL, ACTING, TRIPPED, BROKEN }

    private class Generation {
        var phase = Phase.FILLING
        var arrived = 0
        var actionBegan = false
        val waiters = ArrayList<Waiter>()

        val hasEnded get() = phase >= Phase.TRIPPED
    }

    /** What a waiter is resumed with. */
    private enum class Reply { LEAVE, ACT, BROKEN }

    private class Waiter(val continuation: CancellableContinuation<Reply>) {
        var generation: Generation? = null // of a newcomer
        var index = 0
        var reply = Reply.LEAVE
        var toldNext: Waiter? = null
    }

    private val lock = ReentrantLock() // guards all that follows

    private var generation = Generation()
    private var acting: Generation? = null
    private val newcomers = LinkedHashSet<Waiter>()
    private var toldFirst: Waiter? = null
    private var toldLast: Waiter? = null

    init {
        require(parties >= 1) { "parties must be at least 1, not $parties" }
    }

    /** How many have arrived and wait for the others, or for the action. */
    public val waiting: Int
        get() = lock.withLock { if (generation.hasEnded) 0 else generation.arrived }

    /** Whether the barrier is broken: since a party was cancelled, the action failed, or [abort], and until [reset]. */
    public val isBroken: Boolean
        get() = lock.withLock { generation.phase == Phase.BROKEN }

    /**
     * Suspends until all parties have arrived and the action is done. The last to arrive runs the action and does not
     * otherwise suspend, unless it has to wait for the end of an earlier action.
     *
     * Cancelling a caller that has arrived breaks the barrier, at that moment, and throws the `CancellationException`;
     * so does coming cancelled. A caller that comes while the action runs has not arrived: cancelled then, or before, it
     * throws, and breaks nothing. Cancelled after the barrier has tripped, but before it went on, it throws as well, and
     * the others leave as if nothing had happened. The caller that runs the action is cancelled if the action heeds it,
     * which then fails; if the action ends all the same, the barrier trips.
     *
     * A timeout around this call is such a cancellation. If it comes just as the barrier trips, the caller was counted,
     * and the others leave, though `withTimeout` throws and `withTimeoutOrNull` gives null.
     *
     * @return the arrival index: [parties] - 1 for the first to arrive, 0 for the last
     * @throws BrokenBarrierException if the barrier is broken, or breaks while the caller waits or runs the action
     * @throws IllegalStateException if it is called by the barrier's own action, or by what that has started in its
     *   context and may wait for; nothing has changed. (`runBlocking`, or another scope, has a context of its own: a call
     *   from there waits for ever.)
     * @throws Throwable whatever the action throws, to the one who runs it; the others see the barrier broken
     */
    public suspend fun await(): Int {
        val context = coroutineContext
        check(!isCalledByAction(context[Acting])) { "a barrier cannot be awaited by its own action" }
        if (!context.isActive) {
            change { if (generation.phase == Phase.FILLING) breakUp() }
            context.ensureActive()
        }
        val mine = change { arriveLast() } ?: return awaitOthers()
        if (action != null) act(mine)
        return 0
    }

    /** Breaks the barrier: everybody who waits, and until [reset] whoever comes, throws [BrokenBarrierException]. */
    public fun abort(): Unit = change { breakUp() }

    /**
     * Makes the barrier as new. Whoever has arrived throws [BrokenBarrierException]; those who came while the action ran
     * arrive now. If the action runs still, the next one will wait for its end.
     */
    public fun reset(): Unit = change {
        endBroken(generation)
        begin()
    }

    /** Arrives as the last one, with nothing to wait for; null if there is something. */
    private fun arriveLast(): Generation? {
        val filling = generation
        if (filling.phase == Phase.BROKEN) throw BrokenBarrierException()
        if (filling.phase != Phase.FILLING || filling.arrived < parties - 1 || acting != null) return null
        filling.arrived++
        if (action == null) {
            trip()
        } else {
            filling.phase = Phase.ACTING
            acting = filling
        }
        return filling
    }

    private suspend fun awaitOthers(): Int {
        lateinit var waiter: Waiter
        val reply = suspendCancellableCoroutine { continuation ->
            waiter = Waiter(continuation)
            change { enter(waiter) }
            continuation.invokeOnCancellation { change { cancel(waiter) } }
        }
        when (reply) {
            Reply.LEAVE -> {}
            Reply.ACT -> takeTurn(waiter.generation!!)
            Reply.BROKEN -> throw BrokenBarrierException()
        }
        return waiter.index
    }

    private fun enter(waiter: Waiter) {
        when (generation.phase) {
            Phase.FILLING -> arrive(waiter)
            Phase.BROKEN -> tell(waiter, Reply.BROKEN)
            else -> newcomers += waiter
        }
    }

    private fun arrive(waiter: Waiter) {
        val filling = generation
        waiter.generation = filling
        waiter.index = parties - ++filling.arrived
        filling.waiters += waiter
        if (waiter.index > 0) return
        filling.phase = Phase.FULL
        proceed()
    }

    /** Goes on with a generation that is full, unless another one's action still runs. */
    private fun proceed() {
        val full = generation
        if (full.phase != Phase.FULL || acting != null) return
        if (action == null) return trip()
        full.phase = Phase.ACTING
        acting = full
        tell(full.waiters.removeAt(full.waiters.lastIndex), Reply.ACT)
    }

    /** Runs the action, unless the generation has been broken since its turn came. */
    private suspend fun takeTurn(mine: Generation) {
        val begins = lock.withLock { (acting === mine && !mine.hasEnded).also { mine.actionBegan = it } }
        if (begins) return act(mine)
        giveTurnBack(mine)
        throw BrokenBarrierException()
    }

    /** Runs the action, with the turn to do so. */
    private suspend fun act(mine: Generation) {
        try {
            runAction(mine)
        } catch (e: Throwable) {
            giveTurnBack(mine)
            throw e
        }
        val tripped = change {
            acting = null
            (generation === mine && !mine.hasEnded).also { whole -> if (whole) trip() else proceed() }
        }
        if (!tripped) throw BrokenBarrierException()
    }

    /** Ends the turn of a generation whose action has failed, or will not run. */
    private fun giveTurnBack(mine: Generation): Unit = change { endTurn(mine) }

    private fun endTurn(mine: Generation) {
        if (acting === mine) acting = null
        if (generation === mine) breakUp()
        proceed()
    }

    private fun trip() {
        end(generation, Phase.TRIPPED, Reply.LEAVE)
        begin()
    }

    private fun breakUp() {
        endBroken(generation)
        newcomers.forEach { tell(it, Reply.BROKEN) }
        newcomers.clear()
    }

    private fun endBroken(broken: Generation) = end(broken, Phase.BROKEN, Reply.BROKEN)

    private fun end(ended: Generation, phase: Phase, reply: Reply) {
        if (ended.hasEnded) return
        ended.phase = phase
        ended.waiters.forEach { tell(it, reply) }
        ended.waiters.clear()
    }

    /** Begins the next generation, in which the newcomers arrive. */
    private fun begin() {
        generation = Generation()
        while (generation.phase == Phase.FILLING) {
            val first = newcomers.firstOrNull() ?: return
            newcomers -= first
            arrive(first)
        }
    }

    private fun cancel(waiter: Waiter) {
        val its = waiter.generation
        if (its == null) {
            newcomers -= waiter
        } else if (its === generation) {
            breakUp()
        }
    }

    private fun tell(waiter: Waiter, reply: Reply) {
        waiter.reply = reply
        val last = toldLast
        if (last == null) toldFirst = waiter else last.toldNext = waiter
        toldLast = waiter
    }

    /** Makes a step under the lock, and then resumes whom it told something. */
    private inline fun <T> change(step: () -> T): T {
        var told: Waiter?
        val result = lock.withLock {
            step().also {
                told = toldFirst
                toldFirst = null
                toldLast = null
            }
        }
        while (told != null) {
            resume(told)
            told = told.toldNext
        }
        return result
    }

    private fun resume(waiter: Waiter) {
        val mine = waiter.generation
        val resumed = resumed {
            waiter.continuation.resume(waiter.reply) { _, reply, _ -> if (reply == Reply.ACT) giveTurnBack(mine!!) }
            true
        }
        if (!resumed && waiter.reply == Reply.ACT) change { if (!mine!!.actionBegan) endTurn(mine) }
    }

    /** Runs the action in its caller's context, marked as what it is. */
    private suspend fun runAction(mine: Generation): Unit = suspendCoroutineUninterceptedOrReturn { caller ->
        val marked = caller.context + Acting(this, mine, caller.context[Acting])
        action!!.startCoroutineUninterceptedOrReturn(ActionEnd(marked, caller))
    }

    /** What an action returns to: a stack frame; else kotlinx would not find the thread-local values to restore. */
    private class ActionEnd(override val context: CoroutineContext, private val caller: Continuation<Unit>) :
        Continuation<Unit>,
        CoroutineStackFrame {
        override val callerFrame: CoroutineStackFrame? get() = caller as? CoroutineStackFrame

        override fun getStackTraceElement(): StackTraceElement? = null

        override fun resumeWith(result: Result<Unit>) = caller.resumeWith(result)
    }

    private fun isCalledByAction(innermost: Acting?): Boolean {
        var of = innermost ?: return false
        while (of.barrier !== this) of = of.outer ?: return false
        return lock.withLock { acting === of.generation }
    }

    /** Marks an action, and what it starts. Actions may be nested: the action of one barrier may await another one. */
    private class Acting(val barrier: Barrier, val generation: Generation, val outer: Acting?) :
        AbstractCoroutineContextElement(Acting) {
        companion object : CoroutineContext.Key<Acting>
    }
}
