package dev.tandem.coroutines

/**
 * The permits of one half of a [JoinableQueue], and the fair wait queue of those who have none yet. Each item in the
 * buffer is a permit to take, and each place that is left a permit to put. Guarded by the queue's lock.
 *
 * **Waking.** Waiters are woken in the order of arrival, one for each permit that is [free]. A coroutine that was woken
 * looks for itself, and keeps its node in the wait queue until it has looked. A `select` cannot look again once it has
 * chosen, so a permit is [reserved] for it from its waking on.
 *
 * ```
 *   out ──add──► waiting ──wakeFree──► woken ──looked, and found it; cancelled; time up──► out
 *                  │ ▲                   └──looked, and found nothing──► waiting, where it stood
 *                  │ └───────────────────┘
 *                  ├──wakeFree, of a select──► out, with a reservation ──committed, or released──► out
 *                  └──cancelled; time up; another clause chosen──► out
 * ```
 *
 * **Nobody is forgotten.** After each step on the queue's state [wakeFree] restores: somebody is waiting ⇒
 * [woken] ≥ [free].
 *
 * **Abandoned wake-ups.** In CQS [1], which kotlinx's `Semaphore` follows, a waiter that is cancelled as it is resumed
 * has to pass on the permit that it was handed. Here it was handed none: it was counted as woken, and by
 * leaving is so no longer, so that the next one is woken.
 *
 * **Cost.** All before the [cursor] have been woken. A waiter that finds nothing and waits on moves the cursor back;
 * then [free] was zero, and to get past k nodes that were woken it has to grow by more than k first. So a search takes
 * one step a permit.
 *
 * [1] Koval, Khalanskiy and Alistarh, CQS: A Formally-Verified Framework for Fair and Abortable Synchronization, 2023.
 */
internal abstract class QueueHalf {
    /** A waiter for a permit of this [half]. */
    abstract class Node(val half: QueueHalf) : WaitQueue.Node<Node>() {
        internal var arrival = UNNUMBERED
        internal var state = State.OUT

        /** More than one if a select waits again before it is known that it did not agree to the first. */
        internal var reservations = 0

        val isWaiting: Boolean get() = state == State.WAITING
        val isWoken: Boolean get() = state == State.WOKEN

        /** Whether a permit is reserved for it as it is woken. */
        open val reserves: Boolean get() = false

        /** Called once after each waking, outside the lock; false if it has no use for what was reserved for it. */
        abstract fun resume(): Boolean
    }

    internal enum class State { OUT, WAITING, WOKEN }

    private val queue = WaitQueue<Node>()
    private val batch = Batch<Node>()
    private var cursor: Node? = null
    private var arrivals = 0L
    private var waiting = 0

    /** How many were woken and have not looked yet. */
    var woken = 0
        private set

    /** How many permits are kept for selects that were woken. */
    var reserved = 0
        private set

    /** How many permits there are that are not reserved; more than there are waiters once the queue is shut down. */
    abstract val free: Int

    /** How many wait, woken or not. */
    val waiters: Int get() = queue.size

    /** Whether there is a permit for a waiter that looks now. */
    val hasAny: Boolean get() = free > 0

    /** Whether there is a permit for a newcomer, which does not overtake those that wait. */
    val hasAnyForNewcomer: Boolean get() = free > woken

    /** Has [node] wait at the end; or, if it has waited here before, where it stood. */
    fun add(node: Node) {
        if (node.arrival == UNNUMBERED) {
            node.arrival = arrivals++
            queue.add(node)
        } else {
            var before = queue.first
            while (before != null && before.arrival < node.arrival) before = before.next
            queue.add(node, before)
        }
        beginToWait(node)
    }

    /** Has [node], which was woken and found nothing, wait on where it stands. */
    fun waitOn(node: Node) {
        woken--
        beginToWait(node)
    }

    private fun beginToWait(node: Node) {
        node.state = State.WAITING
        waiting++
        val cursor = cursor
        if (cursor == null || node.arrival < cursor.arrival) this.cursor = node
    }

    /** Removes [node], if it is there. The permit that it was woken for is the next one's. */
    fun remove(node: Node) {
        when (node.state) {
            State.OUT -> return
            State.WAITING -> waiting--
            State.WOKEN -> woken--
        }
        unlink(node)
    }

    private fun unlink(node: Node) {
        if (cursor === node) cursor = node.next
        queue.remove(node)
        node.state = State.OUT
    }

    /** Reserves a permit for a newcomer, a select, if there is one for it. */
    fun reserveForNewcomer(node: Node): Boolean = hasAnyForNewcomer.also { if (it) reserve(node) }

    private fun reserve(node: Node) {
        node.reservations++
        reserved++
    }

    /** Ends a reservation of [node], if it has one: the permit is used in the same step, or is the next one's. */
    fun release(node: Node): Boolean {
        if (node.reservations == 0) return false
        node.reservations--
        reserved--
        return true
    }

    /** The permit that [node] was woken for, and cannot use, is the next one's. If it has looked, it has used it. */
    fun giveUp(node: Node) {
        if (node.reserves) {
            release(node)
        } else if (node.isWoken) {
            remove(node)
        }
    }

    /** Wakes as many as there are permits for; gives the first of a [Batch], to be resumed outside the lock. */
    fun wakeFree(): Node? = if (waiting == 0) null else wakeBatch()

    private fun wakeBatch(): Node? {
        while (waiting > 0 && free > woken) batch.add(wakeFirst())
        return batch.take()
    }

    private fun wakeFirst(): Node {
        var node = cursor!!
        while (node.state != State.WAITING) node = node.next!!
        cursor = node.next
        waiting--
        if (node.reserves) {
            unlink(node)
            reserve(node)
        } else {
            node.state = State.WOKEN
            woken++
        }
        return node
    }

    private companion object {
        const val UNNUMBERED = -1L
    }
}
