package dev.tandem.coroutines

/**
 * A fair wait queue: one half of a [JoinableQueue], those who wait for an item or those who wait for room. Guarded by the
 * queue's lock.
 *
 * A node is woken in the order of arrival, one for each thing that is [free]. A coroutine that was woken looks for itself,
 * and keeps its node in the wait queue until it has looked; a `select` cannot look again once it has chosen, so a thing is
 * [reserved] for it from its waking on.
 *
 * ```
 *   out ──enter──► asleep ──wakeFree──► awake ──looked, and found it; cancelled; time up──► out
 *                   │  ▲                  └──looked, and found nothing──► asleep, where it stood
 *                   │  └──────────────────┘
 *                   ├──wakeFree, of a select──► out, with a reservation ──committed, or released──► out
 *                   └──cancelled; time up; another clause chosen──► out
 * ```
 *
 * *Nobody is forgotten.* After each step on the queue's state [wakeFree] restores: somebody is asleep ⇒ [awake] ≥ [free].
 *
 * *The cost.* All before the [cursor] are awake. Whoever finds nothing and sleeps on moves the cursor back; then [free] was
 * zero, and to get past k nodes that are awake it has to grow by more than k first. So a search takes one step a thing put.
 */
internal abstract class WaitQueue {
    /** A place in the wait queue. */
    abstract class Node(val queue: WaitQueue) {
        internal var arrival = UNNUMBERED
        internal var previous: Node? = null
        internal var next: Node? = null
        internal var state = State.OUT

        /** More than one if a select waits again before it is known that it did not agree to the first. */
        internal var reservations = 0

        /** Who is to be resumed after it, from [wakeFree] until then. */
        internal var nextInBatch: Node? = null

        val isAsleep: Boolean get() = state == State.ASLEEP
        val isAwake: Boolean get() = state == State.AWAKE

        /** Whether a thing is reserved for it as it is woken. */
        open val reserves: Boolean get() = false

        /** Called once after each waking, outside the lock; false if it has no use for what was reserved for it. */
        abstract fun resume(): Boolean

        /** Goes through the batch that begins with this; [action] may have a node wait again, in another batch. */
        inline fun forEachInBatch(action: (Node) -> Unit) {
            var node: Node? = this
            while (node != null) {
                val next = node.nextInBatch
                node.nextInBatch = null
                action(node)
                node = next
            }
        }
    }

    internal enum class State { OUT, ASLEEP, AWAKE }

    private var first: Node? = null
    private var last: Node? = null
    private var cursor: Node? = null
    private var arrivals = 0L
    private var asleep = 0

    /** How many were woken and have not looked yet. */
    private var awake = 0

    /** How many things are kept for selects that were woken. */
    var reserved = 0
        private set

    /** How many items, or places, there are that are not reserved; more than there are waiters once the queue is shut down. */
    abstract val free: Int

    /** Whether there is something for who looks now. */
    val hasAny: Boolean get() = free > 0

    /** Whether there is something for a newcomer, who does not overtake those that wait. */
    val hasAnyForNewcomer: Boolean get() = free > awake

    /** Has [node] wait at the end; or, if it has waited here before, where it stood. */
    fun enter(node: Node) {
        if (node.arrival == UNNUMBERED) {
            node.arrival = arrivals++
            link(node, before = null)
        } else {
            var before = first
            while (before != null && before.arrival < node.arrival) before = before.next
            link(node, before)
        }
        fallAsleep(node)
    }

    /** Has [node], which was woken and found nothing, wait on where it stands. */
    fun sleepOn(node: Node) {
        awake--
        fallAsleep(node)
    }

    private fun fallAsleep(node: Node) {
        node.state = State.ASLEEP
        asleep++
        val cursor = cursor
        if (cursor == null || node.arrival < cursor.arrival) this.cursor = node
    }

    /** Takes [node] out of the wait queue, if it is in it. What it was woken for is for the next. */
    fun leave(node: Node) {
        when (node.state) {
            State.OUT -> return
            State.ASLEEP -> asleep--
            State.AWAKE -> awake--
        }
        unlink(node)
    }

    /** Reserves something for a newcomer, a select, if there is something for it. */
    fun reserveForNewcomer(node: Node): Boolean = hasAnyForNewcomer.also { if (it) reserve(node) }

    private fun reserve(node: Node) {
        node.reservations++
        reserved++
    }

    /** Ends a reservation of [node], if it has one: what it was for is taken in the same step, or for the next. */
    fun release(node: Node): Boolean {
        if (node.reservations == 0) return false
        node.reservations--
        reserved--
        return true
    }

    /** What [node] was woken for, and cannot use, is for the next. If it has looked meanwhile, it has used it. */
    fun giveUp(node: Node) {
        if (node.reserves) {
            release(node)
        } else if (node.isAwake) {
            leave(node)
        }
    }

    /** Wakes as many as there are things for; gives the first of a batch, which is to be resumed outside the lock. */
    fun wakeFree(): Node? = if (asleep == 0) null else wakeBatch()

    private fun wakeBatch(): Node? {
        var batch: Node? = null
        var end: Node? = null
        while (asleep > 0 && free > awake) {
            val node = wakeFirst()
            if (end == null) batch = node else end.nextInBatch = node
            end = node
        }
        return batch
    }

    private fun wakeFirst(): Node {
        var node = cursor!!
        while (node.state != State.ASLEEP) node = node.next!!
        cursor = node.next
        asleep--
        if (node.reserves) {
            unlink(node)
            reserve(node)
        } else {
            node.state = State.AWAKE
            awake++
        }
        return node
    }

    private fun link(node: Node, before: Node?) {
        val after = if (before == null) last else before.previous
        node.previous = after
        node.next = before
        if (after == null) first = node else after.next = node
        if (before == null) last = node else before.previous = node
    }

    private fun unlink(node: Node) {
        val before = node.next
        val after = node.previous
        if (cursor === node) cursor = before
        if (after == null) first = before else after.next = before
        if (before == null) last = after else before.previous = after
        node.previous = null
        node.next = null
        node.state = State.OUT
    }

    private companion object {
        const val UNNUMBERED = -1L
    }
}
