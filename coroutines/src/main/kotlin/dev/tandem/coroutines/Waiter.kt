package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.recordWake
import dev.tandem.coroutines.internal.recordedName
import dev.tandem.coroutines.internal.recordedWait
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlin.coroutines.resume
import kotlin.time.Duration

/**
 * A coroutine that waits for a permit of a queue. Kotlinx calls it when the coroutine is cancelled, and runs it when
 * the time is up.
 *
 * ```
 *   waiting ──its turn──► woken ──looks, and finds a permit──► served
 *     │ ▲                   ├──looks, and finds none──► waiting, where it stood; or, if its time is up, gone
 *     │ └───────────────────┤
 *     │                     └──cancelled before it looked: the next one's turn──► gone
 *     ├──time up──► looks a last time, as offer and poll do ──► served, or gone
 *     └──cancelled──► gone
 * ```
 *
 * A waiter that was woken has been given nothing, so a cancellation loses nothing; the timer does no more than end the
 * wait, so a waiter that has been served returns what it was served with.
 */
internal abstract class Waiter(half: QueueHalf, private val monitor: Monitor, private val timeout: Duration) :
    QueueHalf.Node(half),
    (Throwable?) -> Unit,
    Runnable {
    private var continuation: CancellableContinuation<Unit>? = null
    private var timer: DisposableHandle? = null

    /** What it was served with. Guarded by the queue's lock, as are the two below. */
    private var result: Any? = null
    private var timeIsUp = false

    /** A waiter that is told so as it is about to wait does not join the wait queue any more. */
    private var isCancelled = false

    /** Takes or puts, when there is a permit for it. Called under the queue's lock. */
    protected abstract fun serve(): Any

    /** What a recording calls the wait. */
    protected abstract val kind: String

    /** The queue, for a recording. */
    protected abstract val queue: Any

    /** Waits, and gives what [serve] gave, or null if the time is up. */
    suspend fun <T> await(): T = if (FlightRecording.waits()) {
        recordedWait(queue.recordedName(), kind, ::outcomeInQueue) { awaitTurn() }
    } else {
        awaitTurn()
    }

    private suspend fun <T> awaitTurn(): T {
        try {
            do suspendCancellableCoroutine { suspendUntilWoken(it) } while (monitor.step { !look() })
        } catch (e: Throwable) {
            invoke(e)
            throw e
        } finally {
            timer?.dispose()
        }
        @Suppress("UNCHECKED_CAST")
        return result as T
    }

    /** Has [continuation] wait to be woken, unless there is no time left. */
    private fun suspendUntilWoken(continuation: CancellableContinuation<Unit>) {
        val isNew = this.continuation == null
        this.continuation = continuation
        continuation.invokeOnCancellation(this)
        if (isNew && timeout.isFinite()) timer = continuation.context.startTimer(timeout, this)
        if (!monitor.step { beginToWait() }) continuation.resume(Unit)
    }

    /** False if there is no time left; a coroutine that is cancelled is resumed by that. */
    private fun beginToWait(): Boolean {
        if (isCancelled) return true
        if (timeIsUp) return false
        if (isWoken) half.waitOn(this) else half.add(this)
        return true
    }

    /** Tells whether the wait is over. */
    private fun look(): Boolean {
        val found = half.hasAny
        if (!found && !timeIsUp) return false
        half.remove(this)
        if (found) result = serve()
        return true
    }

    override fun resume(): Boolean {
        if (FlightRecording.wakes()) recordWake(queue.recordedName(), kind, continuation!!.context)
        return goOn()
    }

    private fun goOn(): Boolean {
        continuation!!.resume(Unit)
        return true
    }

    /** Leaves at once, whatever the coroutine's dispatcher is busy with. */
    override fun invoke(cause: Throwable?) = monitor.callback {
        isCancelled = true
        half.remove(this)
    }

    /** Ends the wait. A waiter that has been woken sees when it looks that the time is up. */
    override fun run() {
        val waited =
            monitor.callback {
                timeIsUp = true
                isWaiting.also { if (it) half.remove(this) }
            }
        if (waited) resumed(::goOn)
    }
}
