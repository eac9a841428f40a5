@file:OptIn(InternalCoroutinesApi::class) // why: docs/decisions/0013-queues-in-a-select.md

package dev.tandem.coroutines

import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.isActive
import kotlinx.coroutines.selects.SelectClause1
import kotlinx.coroutines.selects.SelectInstance

/**
 * One clause of one `select`, waiting for a permit of a queue.
 *
 * ```
 *   registered ──no permit──► waiting ──its turn──► reserved, and the select is asked, outside the lock
 *       │                        ▲                     │ ├──it agrees──► selected ──its block begins──► served
 *       └──a permit──► selected  │                     │ │                  └──cancelled: the next one's turn──► gone
 *                                │                     │ └──it has chosen, or is cancelled: the next one's turn──► gone
 *                                └──it has not begun to wait, and registers again──┘
 * ```
 *
 * Two threads never ask for the same reservation: the one that woke the node asks, and a select that ends meanwhile
 * leaves the reservation to it. Each clause is an object of its own, so one select may have several of one queue.
 */
internal class SelectWaiter(half: QueueHalf, private val monitor: Monitor) :
    QueueHalf.Node(half),
    DisposableHandle {
    private var select: SelectInstance<*>? = null

    override val reserves get() = true

    fun register(select: SelectInstance<*>) {
        this.select = select
        if (!select.context.isActive) return // it will throw as it is about to wait
        val selected = monitor.step { half.reserveForNewcomer(this).also { if (!it) half.add(this) } }
        if (selected) select.selectInRegistrationPhase(Unit) else select.disposeOnCompletion(this)
    }

    override fun resume(): Boolean = select!!.trySelect(this, Unit)

    /** The select is over. */
    override fun dispose() = monitor.callback { half.remove(this) }

    /** The select, which had chosen this, is cancelled before its block began. */
    fun release() = monitor.callback { half.release(this) }

    /** The block begins. If its dispatcher failed, and took it all the same, what was reserved may be another's. */
    fun <T> begin(serve: () -> T): T = monitor.step {
        check(half.release(this) || half.hasAny) { "the select's dispatcher failed, and what was kept is gone" }
        serve()
    }
}

/** A clause that waits for a permit; [serve] uses the one that was reserved for it, and gives the block's argument. */
internal fun <T> Monitor.clause(half: QueueHalf, serve: () -> T): SelectClause1<T> {
    val waiter = SelectWaiter(half, this)
    return SelectClauses.of(
        waiter,
        { _, select, _ -> waiter.register(select) },
        { _, _, _ -> waiter.begin(serve) },
        { _, _, _ -> { _, _, _ -> waiter.release() } },
    )
}
