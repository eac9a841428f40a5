package dev.tandem.interop

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeoutException
import java.util.concurrent.locks.LockSupport
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.time.Duration
import kotlin.time.Duration.Companion.INFINITE

/**
 * Calls the suspending [block] from a thread, and blocks the thread until it has ended: under every blocking face.
 *
 * ```
 * val item = blockOn { queue.take() }
 * val soon = blockOn(1.seconds) { queue.take() }
 * ```
 *
 * The block runs on the calling thread from beginning to end: who resumes it hands the next step over, and wakes the
 * thread to make it. So a resumption is as short for who makes it as any dispatch, and nobody's stack carries a chain of
 * them. A block that does not suspend costs a handful of small objects. The thread is parked: a virtual thread lets go
 * of its carrier, and a worker of a `ForkJoinPool` is replaced meanwhile.
 *
 * **Nothing is lost.** Interrupting the thread cancels the block, and so does the end of [timeout]; then this call
 * **waits for the block to end**. Only if the block ends with a `CancellationException`, this call throws
 * [InterruptedException] or [TimeoutException]. If the block has a result, or fails otherwise, just then, that is what
 * comes out, and an interruption stays set on the thread.
 *
 * What the block throws is thrown here as it is. What it did happens before this call returns.
 *
 * @param timeout how long to wait at most; zero or less does not wait, but lets the block run until it suspends
 * @throws InterruptedException if the thread is interrupted before the block has begun, or while it waits; its
 *   interruption is cleared
 * @throws TimeoutException if the time is up
 */
internal fun <T> blockOn(timeout: Duration = INFINITE, block: suspend () -> T): T {
    if (Thread.interrupted()) throw InterruptedException()
    return blockOn(Wait(interruptible = true, timeout), block)
}

/** As [blockOn], but an interruption neither cancels [block] nor ends the wait: it stays set on the thread. */
internal fun <T> blockUninterruptiblyOn(block: suspend () -> T): T =
    blockOn(Wait(interruptible = false, timeout = INFINITE), block)

private fun <T> blockOn(wait: Wait<T>, block: suspend () -> T): T {
    try {
        val result = block.startCoroutineUninterceptedOrReturn(wait)
        if (result === COROUTINE_SUSPENDED) return wait.outcome()
        @Suppress("UNCHECKED_CAST")
        return result as T
    } finally {
        wait.leave()
    }
}

/**
 * A thread that waits for a coroutine and runs its steps: the coroutine's dispatcher, and its completion.
 *
 * ```
 *    ┌──makes a step──┐
 * waiting ◄───────────┘──the last step──────► its outcome
 *    └──interrupted, or time up──► cancelled, waiting ──the last step──► its outcome; of a CancellationException, the reason
 * ```
 *
 * Any thread may hand a step over, at any moment; the other transitions are the waiting thread's alone. What comes when
 * the thread has left, from a coroutine that outlives the one that it was started by, goes to [Dispatchers.Virtual].
 */
private class Wait<T>(private val interruptible: Boolean, timeout: Duration) :
    CoroutineDispatcher(),
    Continuation<T>,
    ForkJoinPool.ManagedBlocker {
    private val thread = Thread.currentThread()
    private val timeout = timeout.coerceAtLeast(Duration.ZERO)
    private val start = if (timeout == INFINITE) 0 else System.nanoTime()
    private val job = Job()
    private val steps = ConcurrentLinkedQueue<Runnable>()

    @Volatile
    private var left = false

    /** Null as long as the coroutine runs; publishes what it did. */
    @Volatile
    private var outcome: Result<T>? = null

    /** Why the coroutine was cancelled, if it was. */
    private var reason: Exception? = null
    private var interrupted = false

    override val context: CoroutineContext = job + this

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        steps.add(block)
        if (left) handOver() else LockSupport.unpark(thread)
    }

    /** Says that this thread makes no more steps. */
    fun leave() {
        left = true
        handOver()
    }

    private fun handOver() {
        while (true) Dispatchers.Virtual.dispatch(EmptyCoroutineContext, steps.poll() ?: return)
    }

    override fun resumeWith(result: Result<T>) {
        outcome = result
        LockSupport.unpark(thread) // a block that is resumed past its dispatcher ends on any thread
    }

    fun outcome(): T {
        try {
            ForkJoinPool.managedBlock(this)
        } catch (_: RejectedExecutionException) { // the pool has no thread left that could stand in for this one
            block()
        }
        val outcome = checkNotNull(outcome)
        val reason = reason.takeIf { outcome.exceptionOrNull() is CancellationException }
        if (interrupted && reason !is InterruptedException) thread.interrupt()
        if (reason != null) throw reason
        return outcome.getOrThrow()
    }

    /** Makes the steps that have come, and tells whether one was the last. */
    override fun isReleasable(): Boolean {
        while (outcome == null) (steps.poll() ?: return false).run()
        return true
    }

    override fun block(): Boolean {
        while (!isReleasable()) {
            park()
            if (Thread.interrupted()) {
                interrupted = true
                if (interruptible) cancel { InterruptedException() }
            }
            if (reason == null && remaining() <= 0) cancel { TimeoutException("not done within $timeout") }
        }
        return true
    }

    private fun park() {
        if (reason != null || timeout == INFINITE) LockSupport.park(this) else LockSupport.parkNanos(this, remaining())
    }

    /** The nanoseconds that may still be waited. */
    private fun remaining(): Long =
        if (timeout == INFINITE) Long.MAX_VALUE else timeout.inWholeNanoseconds - (System.nanoTime() - start)

    private inline fun cancel(why: () -> Exception) {
        if (reason != null || outcome != null) return
        reason = why()
        job.cancel(CancellationException("the thread that waits for it gave up", reason))
    }
}
