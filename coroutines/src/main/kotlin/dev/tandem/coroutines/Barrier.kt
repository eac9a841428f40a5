package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.outcomeOf
import dev.tandem.coroutines.internal.recordWake
import dev.tandem.coroutines.internal.recordedName
import dev.tandem.coroutines.internal.recordedWait
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
 * **All or none.** The last to arrive runs [action], if there is one, and only then do all leave. If a party that has
 * arrived is cancelled, if the action fails, or at [abort] or [reset], the barrier is broken for all who have arrived:
 * they throw [BrokenBarrierException], and until [reset] so does everybody who comes later.
 *
 * **Fairness.** Waiters are served first come, first served: the parties leave in the order in which they came. A
 * coroutine that comes while the action runs has not arrived; when the action has ended, those who came meanwhile
 * arrive for the next use, in their order, and before anybody who comes later.
 *
 * **The action.** Two actions never run at once: after a [reset] the next one waits until the last one has ended; if
 * the barrier is broken before that, it does not run. An action may [abort] and [reset] its barrier, which breaks its
 * own generation; it cannot [await] it.
 *
 * **Foreign code.** If a waiter's dispatcher fails as it is told to resume it, that harms nobody else: the failure goes
 * to the thread's uncaught exception handler. If that waiter was to run the action, its generation is broken.
 *
 * **Threads and memory.** All but [await] are ordinary functions, which any thread may call. What came before a party
 * arrived happens before the action, and what came before the end of the action happens before what follows any party's
 * [await].
 *
 * @property parties how many have to arrive
 * @throws IllegalArgumentException if [parties] is less than 1
 */
public class Barrier(
    @get:JvmName("parties") public val parties: Int,
    private val action: (suspend () -> Unit)? = null,
) {
    /*
     * Generations. Each use of the barrier is a generation of its own. Every step is made under `lock`, and those whom
     * it has told something are resumed after it.
     *
     *   FILLING ──last arrival──► FULL ──no action runs──► ACTING ──action ended──► TRIPPED    (the next one begins)
     *      │                        │                         │
     *      └────────────────────────┴─────────────────────────┴──a party was cancelled, the action failed,
     *                                                            abort, reset──► BROKEN        (reset begins the next one)
     *
     * Without an action the last arrival takes all steps at once. `acting` is the generation whose action runs, if one
     * does; it may have been broken meanwhile, and the current generation be another, which is FULL until that action
     * has ended. A coroutine that comes while the current generation is FULL or ACTING is a newcomer, and arrives in
     * the next one.
     *
     * Cancellation. A waiter is cancelled at the moment at which its coroutine is (invokeOnCancellation), not when that
     * goes on: a newcomer leaves, a party breaks its generation, and a generation that has ended is not concerned. A
     * party that was told to run the action gives its turn back in any case: when the action has ended; if it was
     * cancelled before it went on, by resume's onCancellation; if its generation was broken before it went on, at once.
     */
    private enum class Phase { FILLING, FULL, ACTING, TRIPPED, BROKEN }

    private class Generation {
        var phase = Phase.FILLING
        var arrived = 0
        var actionBegan = false
        val waiters = WaitQueue<Waiter>()

        val hasEnded get() = phase >= Phase.TRIPPED
    }

    /** What a waiter is resumed with. */
    private enum class Reply { LEAVE, ACT, BROKEN }

    private class Waiter(val continuation: CancellableContinuation<Waiter>) : WaitQueue.Node<Waiter>() {
        var generation: Generation? = null // of a newcomer
        var index = 0
        var reply = Reply.LEAVE
    }

    private val lock = ReentrantLock() // guards all that follows

    private var generation = Generation()
    private var acting: Generation? = null
    private val newcomers = WaitQueue<Waiter>()
    private val told = Batch<Waiter>()

    init {
        require(parties >= 1) { "parties must be at least 1, not $parties" }
    }

    /** How many have arrived and wait for the others, or for the action. */
    @get:JvmName("waiting")
    public val waiting: Int
        get() = lock.withLock { arrived }

    private val arrived: Int
        get() = if (generation.hasEnded) 0 else generation.arrived

    /** Whether the barrier is broken: since a party was cancelled, the action failed, or [abort], and until [reset]. */
    public val isBroken: Boolean
        get() = lock.withLock { generation.phase == Phase.BROKEN }

    /**
     * Suspends until all parties have arrived and the action is done. The last to arrive runs the action and does not
     * otherwise suspend, unless it has to wait for the end of an earlier action.
     *
     * Cancelling a caller that has arrived breaks the barrier, at that moment, and throws the `CancellationException`;
     * so does coming cancelled. A caller that comes while the action runs has not arrived: cancelled then, or before,
     * it throws, and breaks nothing. Cancelled after the barrier has tripped, but before it went on, it throws as well,
     * and the others leave as if nothing had happened. The caller that runs the action is cancelled if the action heeds
     * it, which then fails; if the action ends all the same, the barrier trips.
     *
     * A timeout around this call is such a cancellation. If it comes just as the barrier trips, the caller was counted,
     * and the others leave, though `withTimeout` throws and `withTimeoutOrNull` gives null.
     *
     * @return the arrival index: [parties] - 1 for the first to arrive, 0 for the last
     * @throws BrokenBarrierException if the barrier is broken, or breaks while the caller waits or runs the action
     * @throws IllegalStateException if it is called by the barrier's own action, or by what that has started in its
     *   context and may wait for; nothing has changed. (`runBlocking`, or another scope, has a context of its own: a
     *   call from there waits for ever.)
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

    /** Breaks the barrier: all who wait, and until [reset] all who come, throw [BrokenBarrierException]. */
    public fun abort(): Unit = change { breakUp() }

    /**
     * Makes the barrier as new. Those who have arrived throw [BrokenBarrierException]; those who came while the action
     * ran arrive now. If the action still runs, the next one will wait for its end.
     */
    public fun reset(): Unit = change {
        endBroken(generation)
        begin()
    }

    /** Says how many have to arrive, how many have, and whether the barrier is broken. */
    override fun toString(): String = lock.withLock {
        val broken = if (generation.phase == Phase.BROKEN) ", broken" else ""
        "Barrier[parties = $parties, waiting = $arrived$broken]"
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
        val waiter = if (FlightRecording.waits()) awaitRecorded() else awaitReply()
        when (waiter.reply) {
            Reply.LEAVE -> {}
            Reply.ACT -> takeTurn(waiter.generation!!)
            Reply.BROKEN -> throw BrokenBarrierException()
        }
        return waiter.index
    }

    private suspend fun awaitRecorded(): Waiter = recordedWait(
        recordedName(),
        KIND,
        { if (it.getOrNull()?.reply == Reply.BROKEN) "broken" else outcomeOf(it) },
    ) { awaitReply() }

    /** Waits to be told something; gives who was. */
    private suspend fun awaitReply(): Waiter = suspendCancellableCoroutine { continuation ->
        val waiter = Waiter(continuation)
        change { enter(waiter) }
        continuation.invokeOnCancellation { change { cancel(waiter) } }
    }

    private fun enter(waiter: Waiter) {
        when (generation.phase) {
            Phase.FILLING -> arrive(waiter)
            Phase.BROKEN -> tell(waiter, Reply.BROKEN)
            else -> newcomers.add(waiter)
        }
    }

    private fun arrive(waiter: Waiter) {
        val filling = generation
        waiter.generation = filling
        waiter.index = parties - ++filling.arrived
        filling.waiters.add(waiter)
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
        tell(full.waiters.last!!.also { full.waiters.remove(it) }, Reply.ACT)
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
        tellAll(newcomers, Reply.BROKEN)
    }

    private fun endBroken(broken: Generation) = end(broken, Phase.BROKEN, Reply.BROKEN)

    private fun end(ended: Generation, phase: Phase, reply: Reply) {
        if (ended.hasEnded) return
        ended.phase = phase
        tellAll(ended.waiters, reply)
    }

    /** Begins the next generation, in which the newcomers arrive. */
    private fun begin() {
        generation = Generation()
        while (generation.phase == Phase.FILLING) {
            arrive(newcomers.poll() ?: return)
        }
    }

    private fun cancel(waiter: Waiter) {
        val its = waiter.generation
        if (its == null) {
            newcomers.remove(waiter)
        } else if (its === generation) {
            breakUp()
        }
    }

    private fun tellAll(waiters: WaitQueue<Waiter>, reply: Reply) {
        while (true) tell(waiters.poll() ?: return, reply)
    }

    private fun tell(waiter: Waiter, reply: Reply) {
        waiter.reply = reply
        told.add(waiter)
    }

    /** Makes a step under the lock, and then resumes those whom it told something. */
    private inline fun <T> change(step: () -> T): T {
        var first: Waiter?
        val result = lock.withLock { step().also { first = told.take() } }
        first.forEachInBatch { resume(it) }
        return result
    }

    private fun resume(waiter: Waiter) {
        val mine = waiter.generation
        if (FlightRecording.wakes()) recordWake(recordedName(), KIND, waiter.continuation.context)
        val resumed = resumed {
            waiter.continuation.resume(waiter) { _, told, _ -> if (told.reply == Reply.ACT) giveTurnBack(mine!!) }
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

    private companion object {
        const val KIND = "barrier"
    }
}
