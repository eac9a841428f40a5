package dev.tandem.interop

import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
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
 * The block runs on the calling thread from beginning to end: whatever resumes it hands the next step over, and wakes the
 * thread to make it. So a resumption costs no more than any dispatch, and no stack carries a chain of them. While it waits, the thread makes the steps of its other waits as well: of a call that this one is made in, of
 * `runBlocking`, of an unconfined coroutine. A block that does not suspend costs a handful of small objects. The thread
 * is parked: a virtual thread lets go of its carrier, and a worker of a `ForkJoinPool` is replaced meanwhile.
 *
 * **Nothing is lost.** Interrupting the thread cancels the block, and so does the end of [timeout]; then this call
 * **waits for the block to end**. Only if the block ends with a `CancellationException`, this call throws
 * [InterruptedException] or [TimeoutException][java.util.concurrent.TimeoutException]. If the block has a result, or fails
 * otherwise, just then, that is what comes out, and an interruption stays set on the thread.
 *
 * What the block throws is thrown here as it is. What it did happens before this call returns.
 *
 * @param timeout how long to wait at most; zero or less does not wait, but lets the block run until it suspends
 * @param isForeign whether [block] calls foreign code, which may start coroutines here and block this thread for them: then
 *   their steps wait in the thread's loop from the first
 * @throws InterruptedException if the thread is interrupted before the block has begun, or while it waits; its
 *   interruption is cleared
 * @throws java.util.concurrent.TimeoutException if the time is up
 */
internal fun <T> blockOn(timeout: Duration = INFINITE, isForeign: Boolean = false, block: suspend () -> T): T {
    if (Thread.interrupted()) throw InterruptedException()
    return await(if (timeout == INFINITE) WaitPolicy.ENDLESS else WaitPolicy(timeout), isForeign, block)
}

/** Does as [blockOn], but an interruption neither cancels [block] nor ends the wait: it stays set on the thread. */
internal fun <T> blockUninterruptiblyOn(block: suspend () -> T): T =
    await(WaitPolicy.UNINTERRUPTIBLE, isForeign = false, block)

private fun <T> await(policy: WaitPolicy, isForeign: Boolean, block: suspend () -> T): T {
    val thread = BlockedThreadDispatcher()
    val call = BlockedCall<T>(thread, thread, policy)
    try {
        if (isForeign) thread.enter()
        call.start(UNDISPATCHED, call) { give(block()) }
        return call.await()
    } finally {
        thread.leave()
    }
}
