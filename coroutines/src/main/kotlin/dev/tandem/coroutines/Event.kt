package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.ensureActive
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

/**
 * A flag that coroutines wait for: asyncio's `Event`.
 *
 * ```
 * suspend fun meet() = coroutineScope {
 *     val ready = Event()
 *     launch {
 *         println("waiting for it ...")
 *         ready.await()
 *         println("... got it!")
 *     }
 *     delay(1.seconds)
 *     ready.set() // every waiter goes on, now and until clear()
 * }
 * ```
 *
 * [set] releases all who wait at that moment, first come, first served, even if [clear] follows at once: a pulse
 * counts. Whatever came before `set` happens before an [await] that it released returns, before [isSet] says so, and
 * before the [clear] that takes it back: who clears the flag and then looks at the data misses nothing.
 *
 * [set], [clear] and [isSet] are ordinary functions, which any thread may call. Only a waiter allocates. If a waiter's
 * dispatcher fails as it is told to resume it, that harms nobody else: the failure goes to the thread's uncaught
 * exception handler.
 */
public class Event {
    /*
     * The state is one reference:
     *
     *   CLEAR ──await──► a gate, at which everybody waits
     *   CLEAR ──set────► SET           a gate ──set──► SET, and the gate opens
     *   SET ──clear────► CLEAR         a gate ──clear──► stays: it is clear already
     *
     * A waiter holds on to the gate it found. Once set() has taken the gate out of the state, no clear() can close it
     * again, so nobody who waited at it misses the pulse. A cancelled waiter leaves its gate; there is nothing it
     * could have been given that another would now miss.
     */
    private val state = AtomicReference<Any>(CLEAR)

    /** Whether the flag is set: true between a [set] and the next [clear]. */
    public val isSet: Boolean
        get() = state.get() === SET

    /** Sets the flag and releases everybody who waits for it. A set flag stays set. */
    public fun set() {
        // a write even if it is set: who clears it next must see what came before this call
        val before = state.getAndSet(SET)
        if (before is Gate) before.open.resumeAll()
    }

    /** Takes the flag back: whoever waits from now on waits for the next [set]. */
    public fun clear() {
        state.compareAndSet(SET, CLEAR)
    }

    /**
     * Suspends until the flag is set; returns at once if it is.
     *
     * Cancelling the caller before or while it waits, or after it was released but before it went on, throws the
     * `CancellationException`, and does nothing to the event or its other waiters.
     */
    public suspend fun await() {
        val gate = gate()
        if (gate == null) coroutineContext.ensureActive() else gate.open.join()
    }

    /**
     * As the other, for [timeout] at most; zero or less does not suspend.
     *
     * @return whether the flag is, or meanwhile was, set; false if it was not in time
     */
    public suspend fun await(timeout: Duration): Boolean {
        coroutineContext.ensureActive()
        if (!timeout.isPositive()) return isSet
        return nextSet()?.join(timeout) ?: true
    }

    /** What is complete once the flag is, or was, set; null if it is now. */
    internal fun nextSet(): Job? = gate()?.open

    /** The gate to wait at, or null if the flag is set. */
    private fun gate(): Gate? {
        while (true) {
            val current = state.get()
            if (current === SET) return null
            if (current is Gate) return current
            val gate = Gate()
            if (state.compareAndSet(CLEAR, gate)) return gate
        }
    }

    /** Names the event's state. */
    override fun toString(): String = if (isSet) "Event[set]" else "Event[clear]"

    private class Gate {
        val open = CompletableDeferred<Unit>()
    }

    private companion object {
        val CLEAR = Any()
        val SET = Any()
    }
}
