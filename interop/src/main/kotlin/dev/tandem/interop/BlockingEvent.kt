@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.Event
import java.time.Duration
import kotlin.time.toKotlinDuration

/** This event for threads; from Java, `Blocking.asBlockingEvent(event)`. */
public fun Event.asBlockingEvent(): BlockingEvent = BlockingEvent(this)

/**
 * An [Event] for threads: [set] releases every thread and every coroutine that waits, even if [clear] follows at once.
 * Waiters are served first come, first served.
 *
 * ```
 * val ready = Event()
 * thread { ready.asBlockingEvent().await(); println("a thread goes on") }
 * launch { ready.await(); println("and so does a coroutine") }
 * ready.set()
 * ```
 *
 * What came before [set] happens before what follows the [await] that it released.
 */
public class BlockingEvent internal constructor(private val event: Event) {
    /** Whether the flag is set: true between a [set] and the next [clear]. */
    @get:JvmName("isSet")
    public val isSet: Boolean
        get() = event.isSet

    /** How many threads and coroutines wait now. */
    @get:JvmName("waiters")
    public val waiters: Int
        get() = event.waiters

    /** Sets the flag and releases everybody who waits for it. A set flag stays set. */
    public fun set(): Unit = event.set()

    /** Takes the flag back: whoever waits from now on waits for the next [set]. */
    public fun clear(): Unit = event.clear()

    /**
     * Waits until the flag is set; returns at once if it is.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has changed
     */
    @Throws(InterruptedException::class)
    public fun await() {
        blockOn { event.await() }
    }

    /**
     * Waits until the flag is set, for [timeout] at most; zero or less does not wait.
     *
     * @return false if the flag was not set in time
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has changed
     */
    @Throws(InterruptedException::class)
    public fun await(timeout: Duration): Boolean = inTime { blockOn(timeout.toKotlinDuration()) { event.await() } }

    /** The event's own text: its state and how many wait. */
    override fun toString(): String = event.toString()
}
