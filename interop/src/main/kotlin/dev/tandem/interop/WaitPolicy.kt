package dev.tandem.interop

import kotlin.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.seconds

/** When a thread that waits for a coroutine gives up. */
internal class WaitPolicy(
    timeout: Duration = INFINITE,
    /** Whether an interruption cancels the coroutine. */
    val interruptible: Boolean = true,
    /** Whether the thread leaves a coroutine that was cancelled and does not end. */
    val mayLeave: Boolean = false,
) {
    val timeout = timeout.coerceAtLeast(Duration.ZERO)
    val nanos = this.timeout.inWholeNanoseconds.coerceAtMost(Long.MAX_VALUE / 2)

    companion object {
        val ENDLESS = WaitPolicy()
        val UNINTERRUPTIBLE = WaitPolicy(interruptible = false)
        val MAY_LEAVE = WaitPolicy(mayLeave = true)

        /** How long after its time a coroutine that may be left has to end. */
        val GRACE = 1.seconds
    }
}
