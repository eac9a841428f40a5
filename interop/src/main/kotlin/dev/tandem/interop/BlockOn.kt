package dev.tandem.interop

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Job
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeoutException
import java.util.concurrent.locks.LockSupport
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
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
 * The block begins on the calling thread and has no dispatcher: once it has suspended, it goes on with whatever thread
 * resumes it. So it should do nothing then but return, and it must start no coroutine of its own; a block that runs a
 * caller's code wants a dispatcher. A block that does not suspend costs two small objects and no more. The thread is
 * parked: a virtual thread lets go of its carrier, and a worker of a `ForkJoinPool` is replaced meanwhile.
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
    val result = block.startCoroutineUninterceptedOrReturn(wait)
    if (result === COROUTINE_SUSPENDED) return wait.outcome()
    @Suppress("UNCHECKED_CAST")
    return result as T
}

/**
 * A thread that waits for a coroutine, and the coroutine's completion.
 *
 * ```
 * waiting ──resumed───────────────► its outcome
 *    └──interrupted, or time up──► cancelled, waiting ──resumed──► its outcome; of a CancellationException, the reason
 * ```
 *
 * The coroutine may be resumed at any moment, by any thread; the other transitions are the waiting thread's alone.
 */
private class Wait<T>(private val interruptible: Boolean, private val timeout: Duration) :
    Continuation<T>,
    ForkJoinPool.ManagedBlocker {
    private val thread = Thread.currentThread()
    private val start = if (timeout == INFINITE) 0 else System.nanoTime()
    private val job = Job()

    /** Null as long as the coroutine runs; publishes what it did. */
    @Volatile
    private var outcome: Result<T>? = null

    /** Why the coroutine was cancelled, if it was. */
    private var reason: Exception? = null
    private var interrupted = false

    override val context: CoroutineContext
        get() = job

    override fun resumeWith(result: Result<T>) {
        outcome = result
        LockSupport.unpark(thread)
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

    override fun isReleasable(): Boolean = outcome != null

    override fun block(): Boolean {
        while (outcome == null) {
            park()
            if (Thread.interrupted()) {
                interrupted = true
                if (interruptible) cancel { InterruptedException() }
            }
            if (reason == null && left() <= 0) cancel { TimeoutException("not done within $timeout") }
        }
        return true
    }

    private fun park() {
        if (reason != null || timeout == INFINITE) LockSupport.park(this) else LockSupport.parkNanos(this, left())
    }

    /** The nanoseconds that may still be waited. */
    private fun left(): Long =
        if (timeout == INFINITE) Long.MAX_VALUE else timeout.inWholeNanoseconds - (System.nanoTime() - start)

    private inline fun cancel(why: () -> Exception) {
        if (reason != null || outcome != null) return
        reason = why()
        job.cancel(CancellationException("the thread that waits for it gave up", reason))
    }
}
