@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.Event
import java.time.Duration
import kotlin.time.toKotlinDuration

/** This event for threads; from Java, `Blocking.asBlockingEvent(event)`. */
public fun Event.asBlockingEvent(): BlockingEvent = BlockingEvent(this)

/**
 * An [Event] for threads: [set] releases every thread and every coroutine that waits, first come, first served, even if
 * [clear] follows at once.
 *
 * ```
 * val ready = Event()
 * thread { ready.asBlockingEvent().await(); println("a thread goes on") }
 * launch { ready.await(); println("and so does a coroutine") }
 * ready.set()
 * ```
 *
 * What came before `set` happens before the [await] that it released returns.
 */
public class BlockingEvent internal constructor(private val event: Event) {
    /** Whether the flag is set. */
    @get:JvmName("isSet")
    public val isSet: Boolean
        get() = event.isSet

    /** Sets the flag and releases everybody who waits for it. */
    public fun set(): Unit = event.set()

    /** Takes the flag back. */
    public fun clear(): Unit = event.clear()

    /**
     * Waits until the flag is set; returns at once if it is.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; the event is as it was
     */
    @Throws(InterruptedException::class)
    public fun await() {
        blockOn { event.await() }
    }

    /**
     * Waits until the flag is set, for [timeout] at most; zero or less does not wait.
     *
     * @return false if the time is up
     * @throws InterruptedException if the thread is interrupted before or while it waits; the event is as it was
     */
    @Throws(InterruptedException::class)
    public fun await(timeout: Duration): Boolean = inTime { blockOn(timeout.toKotlinDuration()) { event.await() } }
}
