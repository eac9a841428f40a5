@file:OptIn(InternalCoroutinesApi::class) // why: docs/decisions/0013-queues-in-a-select.md

package dev.tandem.coroutines

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.Delay
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.isActive
import kotlinx.coroutines.selects.SelectClause1
import kotlinx.coroutines.selects.SelectInstance
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.nanoseconds

/**
 * One clause of one `select`, waiting in a queue's wait queue.
 *
 * ```
 *   registered ──nothing free──► asleep ──its turn──► reserved, and the select is asked, outside the lock
 *       │                          ▲                     │ ├──it agrees──► selected ──its block begins──► served
 *       └──something free──► selected                    │ │                  └──cancelled: the next's turn──► gone
 *                                  │                     │ └──it has chosen, or is cancelled: the next's turn──► gone
 *                                  └──it has not begun to wait, and registers again──┘
 * ```
 *
 * Two threads never ask for the same reservation: who woke the node asks, and whoever leaves the wait queue meanwhile
 * leaves the reservation to it. Each clause is an object of its own, so one select may have several of one queue.
 */
internal class SelectWaiter(queue: WaitQueue, private val monitor: Monitor) :
    WaitQueue.Node(queue),
    DisposableHandle {
    private var select: SelectInstance<*>? = null

    override val reserves get() = true

    fun register(select: SelectInstance<*>) {
        this.select = select
        if (!select.context.isActive) return // it will throw as it is about to wait
        val selected = monitor.step { queue.reserveForNewcomer(this).also { if (!it) queue.enter(this) } }
        if (selected) select.selectInRegistrationPhase(Unit) else select.disposeOnCompletion(this)
    }

    override fun resume(): Boolean = select!!.trySelect(this, Unit)

    /** The select is over. */
    override fun dispose() = monitor.callback { queue.leave(this) }

    /** The select, which had chosen this, is cancelled before its block began. */
    fun release() = monitor.callback { queue.release(this) }

    /** The block begins. If its dispatcher failed, and took it all the same, what was reserved may be another's. */
    fun <T> begin(serve: () -> T): T = monitor.step {
        check(queue.release(this) || queue.hasAny) { "the select's dispatcher failed, and what was kept is gone" }
        serve()
    }
}

/** A clause that waits in [queue]; [serve] uses what was reserved for it, and gives what the block gets. */
internal fun <T> Monitor.clause(queue: WaitQueue, serve: () -> T): SelectClause1<T> {
    val waiter = SelectWaiter(queue, this)
    return SelectClauses.of(
        waiter,
        { _, select, _ -> waiter.register(select) },
        { _, _, _ -> waiter.begin(serve) },
        { _, _, _ -> { _, _, _ -> waiter.release() } },
    )
}

/** Runs [action] after [timeout], by the clock of this context's dispatcher: on a test's, that is virtual. */
internal fun CoroutineContext.startTimer(timeout: Duration, action: Runnable): DisposableHandle {
    val clock = this[ContinuationInterceptor] as? Delay ?: DefaultClock
    return clock.invokeOnTimeout((timeout + 999_999.nanoseconds).inWholeMilliseconds, action, this)
}

/** The clock of dispatchers that have none: what `Delay` does unless it is overridden. */
private object DefaultClock : Delay {
    override fun scheduleResumeAfterDelay(timeMillis: Long, continuation: CancellableContinuation<Unit>) =
        throw UnsupportedOperationException("only timeouts are asked for")
}
