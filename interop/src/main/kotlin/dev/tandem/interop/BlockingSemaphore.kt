@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import kotlinx.coroutines.sync.Semaphore
import java.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.toKotlinDuration

/** This semaphore for threads; from Java, `Blocking.asBlockingSemaphore(semaphore)`. */
public fun Semaphore.asBlockingSemaphore(): BlockingSemaphore = BlockingSemaphore(this)

/**
 * A kotlinx `Semaphore` for threads: one limit over threads and coroutines, which wait in one queue. Waiters are served
 * first come, first served.
 *
 * ```
 * val limit = Semaphore(10)
 * thread { limit.asBlockingSemaphore().withPermit { download(url) } }
 * launch { limit.withPermit { downloadSuspending(url) } }
 * ```
 *
 * A permit belongs to nobody: any thread or coroutine may release it. What came before [release] happens before what
 * follows the [acquire] that gets that permit.
 */
public class BlockingSemaphore internal constructor(private val semaphore: Semaphore) {
    /** How many permits are free now. */
    @get:JvmName("availablePermits")
    public val availablePermits: Int
        get() = semaphore.availablePermits

    /**
     * Waits for a permit.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken
     */
    @Throws(InterruptedException::class)
    public fun acquire() {
        if (Thread.interrupted()) throw InterruptedException()
        if (!semaphore.tryAcquire()) awaitPermit(INFINITE)
    }

    /** Takes a permit if one is free now, and then returns true. It never overtakes a waiter. */
    public fun tryAcquire(): Boolean = semaphore.tryAcquire()

    /**
     * Waits for a permit for [timeout] at most; zero or less does not wait.
     *
     * @return false if there was no permit in time; nothing was taken
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken
     */
    @Throws(InterruptedException::class)
    public fun tryAcquire(timeout: Duration): Boolean {
        if (Thread.interrupted()) throw InterruptedException()
        return semaphore.tryAcquire() || inTime { awaitPermit(timeout.toKotlinDuration()) }
    }

    private fun awaitPermit(timeout: kotlin.time.Duration) {
        waitingFor("Semaphore", semaphore, "permit") { blockOn(timeout) { semaphore.acquire() } }
    }

    /**
     * Gives a permit back.
     *
     * @throws IllegalStateException if all permits are free; nothing has changed
     */
    public fun release(): Unit = semaphore.release()

    /**
     * Waits for a permit, calls [action] and gives the permit back, also if [action] throws.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was taken, and [action]
     *   was not called
     */
    @Throws(InterruptedException::class)
    public inline fun <T> withPermit(action: () -> T): T {
        acquire()
        try {
            return action()
        } finally {
            release()
        }
    }

    /** How many permits are free. (kotlinx does not tell how many wait.) */
    override fun toString(): String = "Semaphore[permits = $availablePermits]"
}
