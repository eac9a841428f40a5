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
internal class Waiter(queue: WaitQueue, private val monitor: Monitor, private val timeout: Duration) :
    WaitQueue.Node(queue),
    (Throwable?) -> Unit,
    Runnable {
    private var continuation: CancellableContinuation<Unit>? = null
    private var timer: DisposableHandle? = null

    /** Guarded by the queue's lock. */
    var timeIsUp = false
        private set

    /** Has [continuation] sleep, unless there is something for it: one step. */
    fun sleep(continuation: CancellableContinuation<Unit>) {
        val isNew = this.continuation == null
        this.continuation = continuation
        continuation.invokeOnCancellation(this)
        if (isNew && timeout.isFinite()) timer = continuation.context.startTimer(timeout, this)
        val sleeps =
            monitor.step {
                if (!timeIsUp) {
                    if (isNew) queue.enter(this) else queue.sleepOn(this)
                }
                !timeIsUp
            }
        if (!sleeps) continuation.resume(Unit)
    }

    override fun resume(): Boolean {
        continuation!!.resume(Unit)
        return true
    }

    /** Leaves at once, whatever the coroutine's dispatcher is busy with. */
    override fun invoke(cause: Throwable?) = monitor.callback { queue.leave(this) }

    /** Ends the sleep. Whoever is awake already sees when it looks that the time is up. */
    override fun run() {
        val slept =
            monitor.callback {
                timeIsUp = true
                isAsleep.also { if (it) queue.leave(this) }
            }
        if (slept) resume()
    }

    fun stopTimer() {
        timer?.dispose()
    }
}

/**
 * Waits in [queue] until there is something for this coroutine, and then calls [serve] in the step that finds it.
 *
 * @return null if [timeout] is up
 */
internal suspend inline fun <T : Any> Monitor.waitIn(queue: WaitQueue, timeout: Duration, serve: () -> T): T? {
    val waiter = Waiter(queue, this, timeout)
    try {
        while (true) {
            suspendCancellableCoroutine { waiter.sleep(it) }
            step {
                val found = queue.hasAny
                if (found || waiter.timeIsUp) queue.leave(waiter)
                if (found) return serve()
                if (waiter.timeIsUp) return null
            }
        }
    } catch (e: Throwable) {
        waiter(e)
        throw e
    } finally {
        waiter.stopTimer()
    }
}
