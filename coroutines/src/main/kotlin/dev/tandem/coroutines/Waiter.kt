package dev.tandem.coroutines

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlin.coroutines.resume
import kotlin.time.Duration

/**
 * A coroutine that waits in a queue's wait queue. Kotlinx calls it when the coroutine is cancelled, and runs it when the
 * time is up.
 *
 * ```
 *   asleep ──its turn──► awake ──looks, and finds it──► served
 *     │ ▲                  ├──looks, and finds nothing──► asleep, where it stood; or, if its time is up, gone
 *     │ └──────────────────┤
 *     │                    └──cancelled before it looked: the next's turn──► gone
 *     ├──time up──► looks a last time, as offer and poll do ──► served, or gone
 *     └──cancelled──► gone
 * ```
 *
 * Being awake gives it nothing, so a cancellation loses nothing; the timer does no more than end the sleep, so whoever
 * has been served returns what it was served with.
 */
internal abstract class Waiter(queue: WaitQueue, private val monitor: Monitor, private val timeout: Duration) :
    WaitQueue.Node(queue),
    (Throwable?) -> Unit,
    Runnable {
    private var continuation: CancellableContinuation<Unit>? = null
    private var timer: DisposableHandle? = null

    /** What it was served with. Guarded by the queue's lock, as are the two below. */
    private var result: Any? = null
    private var timeIsUp = false

    /** Whoever has been told so as it is about to sleep does not enter the wait queue any more. */
    private var isCancelled = false

    /** Takes or puts, when there is something for it. Called under the queue's lock. */
    protected abstract fun serve(): Any

    /** Waits, and gives what [serve] gave, or null if the time is up. */
    suspend fun <T> await(): T {
        try {
            do suspendCancellableCoroutine { sleep(it) } while (monitor.step { !look() })
        } catch (e: Throwable) {
            invoke(e)
            throw e
        } finally {
            timer?.dispose()
        }
        @Suppress("UNCHECKED_CAST")
        return result as T
    }

    /** Has [continuation] sleep, unless there is something for it: one step. */
    private fun sleep(continuation: CancellableContinuation<Unit>) {
        val isNew = this.continuation == null
        this.continuation = continuation
        continuation.invokeOnCancellation(this)
        if (isNew && timeout.isFinite()) timer = continuation.context.startTimer(timeout, this)
        if (!monitor.step { fallAsleep() }) continuation.resume(Unit)
    }

    /** False if there is no time left; whoever is cancelled is resumed by that. */
    private fun fallAsleep(): Boolean {
        if (isCancelled) return true
        if (timeIsUp) return false
        if (isAwake) queue.sleepOn(this) else queue.enter(this)
        return true
    }

    /** Tells whether the wait is over. */
    private fun look(): Boolean {
        val found = queue.hasAny
        if (!found && !timeIsUp) return false
        queue.leave(this)
        if (found) result = serve()
        return true
    }

    override fun resume(): Boolean {
        continuation!!.resume(Unit)
        return true
    }

    /** Leaves at once, whatever the coroutine's dispatcher is busy with. */
    override fun invoke(cause: Throwable?) = monitor.callback {
        isCancelled = true
        queue.leave(this)
    }

    /** Ends the sleep. Whoever is awake already sees when it looks that the time is up. */
    override fun run() {
        val slept =
            monitor.callback {
                timeIsUp = true
                isAsleep.also { if (it) queue.leave(this) }
            }
        if (slept) resumed(::resume)
    }
}
