package dev.tandem.coroutines

/** One side of a queue: those who wait for an item, or those who wait for room. Used under the queue's lock. */
internal abstract class Side {
    /** How many items, or places, there are. */
    abstract val available: Int

    /** Who waits: asleep in line, or woken and about to look. */
    abstract class Waiter : Line.Place() {
        /** How often it was woken and did not look yet. */
        var wakings = 0

        /** Called after each waking, outside the lock. */
        abstract fun wake()
    }

    private val asleep = Line<Waiter>()
    private var wakings = 0

    val hasWaiters: Boolean
        get() = asleep.size > 0

    /** Whether there is something beyond what is [kept] for others. */
    fun hasAny(kept: Int): Boolean = available > kept

    /** Whether there is something for a newcomer, who does not overtake those who wait. */
    fun hasAnyForNewcomer(): Boolean = available > wakings

    /** Has [waiter] stand at the end of the line. */
    fun enter(waiter: Waiter) = asleep.enter(waiter)

    /** Has [waiter], which found nothing, stand where it stood before. */
    fun enterAgain(waiter: Waiter) = asleep.enterAgain(waiter)

    fun leave(waiter: Waiter) {
        asleep.leave(waiter)
        if (waiter.wakings > 0) look(waiter)
    }

    /** Counts that [waiter], which was woken, has looked. */
    fun look(waiter: Waiter) {
        waiter.wakings--
        wakings--
    }

    /** Wakes the next in line, if there is something for it; the caller then calls [Waiter.wake]. */
    fun next(): Waiter? = if (available > wakings) rouse() else null

    /** Wakes all who are asleep; the caller then calls [Waiter.wake] of each. */
    fun all(): List<Waiter> = List(asleep.size) { rouse()!! }

    private fun rouse(): Waiter? = asleep.poll()?.also {
        it.wakings++
        wakings++
    }
}
