@file:OptIn(InternalCoroutinesApi::class) // why: docs/decisions/0013-queues-in-a-select.md

package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.recordWake
import dev.tandem.coroutines.internal.recordedName
import dev.tandem.coroutines.internal.recordedWait
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.selects.SelectClause1
import kotlinx.coroutines.selects.SelectInstance
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlin.coroutines.resume
import kotlin.time.Duration

/**
 * A waiter of an [Event]. Under the event's lock it is released, or it leaves; what comes first counts.
 *
 * ```
 *   new ──add──► waiting ──set──► released: it is resumed, outside the lock
 *    │              └──cancelled; time up; another clause chosen──► left
 *    ├──add, of a set event──► released
 *    └──cancelled, or time up, before it was added──► left
 * ```
 */
internal abstract class EventWaiter(protected val event: Event) : WaitQueue.Node<EventWaiter>() {
    var isReleased = false
    var hasLeft = false

    /** Called outside the lock when it was released while it waited. */
    abstract fun resume(): Boolean
}

/** A coroutine that waits. Kotlinx calls it when the coroutine is cancelled, and runs it when the time is up. */
internal class EventCoroutine(event: Event, private val timeout: Duration) :
    EventWaiter(event),
    (Throwable?) -> Unit,
    Runnable {
    private var continuation: CancellableContinuation<Boolean>? = null
    private var timer: DisposableHandle? = null

    /** Gives false if the time is up. */
    suspend fun await(): Boolean = if (FlightRecording.waits()) awaitRecorded() else awaitRelease()

    private suspend fun awaitRecorded(): Boolean = recordedWait(event.recordedName(), KIND) { awaitRelease() }

    private suspend fun awaitRelease(): Boolean = try {
        suspendCancellableCoroutine { suspendUntilSet(it) }
    } finally {
        timer?.dispose()
    }

    private fun suspendUntilSet(continuation: CancellableContinuation<Boolean>) {
        this.continuation = continuation
        continuation.invokeOnCancellation(this)
        if (timeout.isFinite()) timer = continuation.context.startTimer(timeout, this)
        if (!event.add(this)) continuation.resume(isReleased)
    }

    override fun resume(): Boolean {
        if (FlightRecording.wakes()) recordWake(event.recordedName(), KIND, continuation!!.context)
        continuation!!.resume(true)
        return true
    }

    override fun invoke(cause: Throwable?) {
        event.remove(this)
    }

    override fun run() {
        if (event.remove(this)) {
            resumed {
                continuation!!.resume(false)
                true
            }
        }
    }

    private companion object {
        const val KIND = "event"
    }
}

/** A clause of a `select` that waits. What has released it counts, also if it has to register again (a pulse). */
internal class EventClause(event: Event) :
    EventWaiter(event),
    DisposableHandle {
    private var select: SelectInstance<*>? = null

    fun register(select: SelectInstance<*>) {
        this.select = select
        if (event.add(this)) select.disposeOnCompletion(this) else select.selectInRegistrationPhase(Unit)
    }

    override fun resume(): Boolean = select!!.trySelect(this, Unit)

    /** The select is over. */
    override fun dispose() {
        event.remove(this)
    }
}

/** A clause that waits for this event. */
internal fun Event.clause(): SelectClause1<Unit> {
    val waiter = EventClause(this)
    return SelectClauses.of(
        waiter,
        { _, select, _ -> waiter.register(select) },
        { _, _, _ -> },
        { _, _, _ -> { _, _, _ -> } },
    )
}
