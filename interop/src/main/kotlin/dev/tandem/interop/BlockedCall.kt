package dev.tandem.interop

import dev.tandem.coroutines.internal.BlockedThread
import dev.tandem.interop.WaitPolicy.Companion.GRACE
import dev.tandem.threads.internal.Names
import kotlinx.coroutines.AbstractCoroutine
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Delay
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.handleCoroutineException
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.TimeoutException
import java.util.concurrent.locks.LockSupport
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.nanoseconds

/**
 * A coroutine that a thread waits for, and the wait.
 *
 * ```
 * running ──ended──► its outcome
 *    │
 *    ├──interrupted, or time up──► cancelled ──ended──► its outcome; of a CancellationException, the reason
 *    │                                 │
 *    │                                 └──interrupted again, or GRACE after the time, if it may be left──► the reason
 *    └──ended, its children not, and one of them failed──► the failure
 * ```
 *
 * The waiting thread alone makes the transitions, except for two: the end of the coroutine may come on any thread; and if
 * the thread is busy with a step when the time is up, a clock cancels the coroutine in its stead. The coroutine is a parent
 * as `runBlocking` is one: it ends when all its children have; the first failure, its own or a child's, cancels the others,
 * whose failures are suppressed in it; its own parent hears nothing of that.
 */
@OptIn(InternalCoroutinesApi::class)
internal class BlockedCall<T>(
    context: CoroutineContext,
    private val dispatcher: BlockedThreadDispatcher,
    private val policy: WaitPolicy,
) : AbstractCoroutine<T>(context, initParentJob = true, active = true),
    ForkJoinPool.ManagedBlocker,
    BlockedThread {
    private val thread = Thread.currentThread()
    private val start = if (policy.timeout == INFINITE) 0 else System.nanoTime()

    /** For how many nanoseconds the thread's loop will have nothing to do. */
    private var idle = 0L

    /** What the function gave, or [NOTHING]; a coroutine that is cancelled drops the value that it has. */
    private var value: Any? = NOTHING

    /** What the coroutine failed with, and with it its children. */
    private var failure: Throwable? = null

    /** Whether the coroutine has ended; publishes what it did. */
    @Volatile
    private var ended = false

    /** Why the thread has cancelled the coroutine, if it has. */
    @Volatile
    private var reason: Exception? = null
    private var interruptions = 0

    /** Whether the clock has cancelled the coroutine, in the stead of the thread. */
    @Volatile
    private var isLate = false

    /** How many steps were made since there was cause to give up, and since when there is. */
    private var stepsSinceCause = 0
    private var causeSince = 0L

    @Volatile
    private var left = false

    override val isScopedCoroutine: Boolean
        get() = true

    override fun threadOf(context: CoroutineContext): Thread? =
        if (context[ContinuationInterceptor] === dispatcher) thread else null

    /** Keeps what the function gives. */
    fun give(result: T): T {
        value = result
        return result
    }

    override fun onCancelled(cause: Throwable, handled: Boolean) {
        if (value === NOTHING || cause !is CancellationException) failure = cause
    }

    /** The last of all: the job has completed, its parent has let go of it, and its completion handlers have run. */
    override fun afterCompletion(state: Any?) {
        ended = true
        if (left) failure?.let { if (it !is CancellationException) handleCoroutineException(context, it) }
        if (Thread.currentThread() !== thread) LockSupport.unpark(thread)
    }

    /** Waits for the end, or until the policy says to give up; gives what the coroutine gave, or throws what it threw. */
    fun await(): T {
        if (!ended) {
            dispatcher.enter()
            if (!isReleasable()) blockManaged()
        }
        val thrown = if (ended) failureToThrow() else desertion()
        if (interruptions > 0 && thrown !is InterruptedException) thread.interrupt()
        if (thrown != null) throw thrown
        @Suppress("UNCHECKED_CAST")
        return value as T
    }

    private fun failureToThrow(): Throwable? {
        val cancelled = failure as? CancellationException ?: return failure
        return reason ?: if (isLate) timeout() else cancelled
    }

    private fun timeout() = TimeoutException("not done within ${policy.timeout}")

    /**
     * Starts the clock that cancels the coroutine if the thread does not, because it is busy with a step when the time is
     * up: one that computes and looks whether it is active, for instance.
     */
    fun startClock(): DisposableHandle? {
        if (policy.timeout == INFINITE) return null
        return Clock.invokeOnTimeout(
            (policy.timeout + LONG.nanoseconds).inWholeMilliseconds + 1,
            ::cancelLate,
            context,
        )
    }

    private fun cancelLate() {
        if (reason != null) return
        isLate = true
        recordCancellation("timeout")
        cancel(CancellationException("its time is up", timeout()))
    }

    private fun blockManaged() {
        try {
            ForkJoinPool.managedBlock(this)
        } catch (_: Throwable) { // the pool may have no more threads, or cannot start one, or is shut down
            block()
        }
    }

    private fun desertion(): Exception {
        val message = "${reason!!.message ?: "interrupted"}, and the coroutine, which was cancelled, has not ended: " +
            "it may need this very thread, ${SelfBlockCheck.nameOfThread()}, which waits for it no longer"
        return if (reason is TimeoutException) TimeoutException(message) else InterruptedException(message)
    }

    /**
     * Makes the steps that have come, and tells whether the wait is over. It gives up only when there is no step, so that a
     * value which has come is not dropped; but if there are always more, it soon does so all the same.
     */
    override fun isReleasable(): Boolean {
        while (!isOver()) {
            idle = dispatcher.runNext()
            if (idle <= 0 && !givesUpBetweenSteps()) continue
            if (isOver() || (!givesUp() && idle > 0)) return isOver()
        }
        return true
    }

    /** Whether there was cause to give up for a while, and still there are steps. */
    private fun givesUpBetweenSteps(): Boolean {
        if (!thread.isInterrupted && remaining() > 0) return false
        val now = System.nanoTime()
        if (stepsSinceCause++ == 0) causeSince = now
        return stepsSinceCause == MANY_STEPS || now - causeSince >= LONG
    }

    override fun block(): Boolean {
        while (!isReleasable()) {
            val nanos = minOf(idle, remaining())
            if (nanos == Long.MAX_VALUE) LockSupport.park(this) else LockSupport.parkNanos(this, nanos)
        }
        return true
    }

    private fun isOver() = ended || left

    /** Looks whether the thread was interrupted, or its time is up, and tells whether it gives up for that. */
    private fun givesUp(): Boolean {
        val before = reason
        stepsSinceCause = 0
        if (Thread.interrupted()) interrupted()
        if (remaining() <= 0) timeUp()
        return left || reason !== before
    }

    private fun interrupted() {
        interruptions++
        if (!policy.interruptible) return
        if (reason == null) giveUp(InterruptedException()) else left = policy.mayLeave && interruptions > 1
    }

    private fun timeUp() {
        if (reason == null) giveUp(timeout()) else left = true
    }

    /** The nanoseconds until the time is up, or the grace after it. */
    private fun remaining(): Long = when {
        policy.timeout == INFINITE -> Long.MAX_VALUE
        reason == null -> policy.nanos - (System.nanoTime() - start)
        policy.mayLeave -> policy.nanos + GRACE.inWholeNanoseconds - (System.nanoTime() - start)
        else -> Long.MAX_VALUE
    }

    private fun giveUp(why: Exception) {
        reason = why
        recordCancellation(if (why is InterruptedException) "interrupted" else "timeout")
        cancel(CancellationException("the thread that waits for it gave up", why))
    }

    private fun recordCancellation(reason: String) {
        if (!BridgeRecording.cancellations()) return
        val call = if (policy.mayLeave) "Suspend.block" else "blocking face"
        recordCancellation(call, reason, "job cancelled", Names.of("Job", this))
    }

    private companion object {
        val NOTHING = Any()

        /** How many steps, and how many nanoseconds of steps, a thread that has cause to give up still makes. */
        const val MANY_STEPS = 64
        const val LONG = 10_000_000L
    }
}

/** The clock of kotlinx's own, which calls on a thread that is not the blocked one. */
@OptIn(InternalCoroutinesApi::class)
private object Clock : Delay {
    override fun scheduleResumeAfterDelay(timeMillis: Long, continuation: CancellableContinuation<Unit>) =
        throw UnsupportedOperationException("only timeouts are asked for")
}
