package dev.tandem.interop.samples.serve

import java.net.InetAddress
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes

/**
 * What the server may do, and for whom.
 *
 * @property host the address that it listens at
 * @property port its port; 0 for any that is free
 * @property edit whether readers may run what they have changed
 * @property bounds how much it runs
 */
internal data class Settings(
    val host: String = LOOPBACK,
    val port: Int = 0,
    val edit: Boolean = false,
    val bounds: Bounds = Bounds(),
) {
    /** Whether other machines reach it. */
    val isRemote: Boolean get() = !InetAddress.getByName(host).isLoopbackAddress

    companion object {
        const val LOOPBACK = "127.0.0.1"
    }
}

/**
 * How much the server runs; the rest waits or is ended.
 *
 * @property atOnce how many runs there are at once, of some sides each
 * @property waiting how many may wait for their turn
 * @property time how long a side may run
 * @property lines how many lines a side may print
 * @property changedHeap how much memory a changed lesson has, in bytes
 */
internal data class Bounds(
    val atOnce: Int = maxOf(2, Runtime.getRuntime().availableProcessors() / 2),
    val waiting: Int = 100,
    val time: Duration = 2.minutes,
    val lines: Int = 20_000,
    val changedHeap: Long = 256L shl 20,
)
