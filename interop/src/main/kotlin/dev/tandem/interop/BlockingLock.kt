@file:JvmName("Blocking")
@file:JvmMultifileClass

package dev.tandem.interop

import dev.tandem.coroutines.newCondition
import kotlinx.coroutines.sync.Mutex
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import java.util.concurrent.locks.Lock
import kotlin.time.Duration
import kotlin.time.toDuration
import kotlin.time.toDurationUnit

/** This mutex as a lock for threads; from Java, `Blocking.asLock(mutex)`. */
public fun Mutex.asLock(): BlockingLock = BlockingLock(this)

/**
 * A kotlinx `Mutex` as a [Lock]: threads block for it and coroutines suspend for it, in one line, first come, first
 * served.
 *
 * ```
 * val mutex = Mutex()
 * val lock = mutex.asLock()
 * thread { lock.withLock { balance += 100 } }
 * launch { mutex.withLock { balance -= 100 } }
 * ```
 *
 * The thread is the owner of the mutex while it holds it. The lock is **not reentrant**: a thread that locks what it
 * holds already would wait for itself, and is refused. A thread that blocks is of no use to anybody else meanwhile; so do
 * not block a dispatcher's only thread for a mutex that a coroutine of that dispatcher holds.
 *
 * What was done under the lock, or the mutex, happens before what its next holder does.
 */
public class BlockingLock internal constructor(private val mutex: Mutex) : Lock {
    /**
     * Waits for the lock. An interruption does not end the wait; it stays set.
     *
     * @throws IllegalStateException if this thread holds it already
     */
    override fun lock() {
        val thread = owner()
        if (!tryLockOrRefuse()) blockUninterruptiblyOn { mutex.lock(thread) }
    }

    /**
     * Waits for the lock, until the thread is interrupted.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; it does not hold the lock
     * @throws IllegalStateException if this thread holds it already
     */
    override fun lockInterruptibly() {
        if (Thread.interrupted()) throw InterruptedException()
        if (!tryLockOrRefuse()) lockWithin(Duration.INFINITE)
    }

    /** Locks if nobody holds the lock; false if somebody does, this thread included. */
    override fun tryLock(): Boolean = !mutex.holdsLock(owner()) && mutex.tryLock(owner())

    /**
     * Waits for the lock for [time] at most; zero or less does not wait.
     *
     * @return false if the time is up; the thread does not hold the lock
     * @throws InterruptedException if the thread is interrupted before or while it waits; it does not hold the lock
     * @throws IllegalStateException if this thread holds it already
     */
    override fun tryLock(time: Long, unit: TimeUnit): Boolean {
        if (Thread.interrupted()) throw InterruptedException()
        return tryLockOrRefuse() || inTime { lockWithin(time.toDuration(unit)) }
    }

    /** @throws IllegalMonitorStateException if this thread does not hold the lock; nothing has changed */
    override fun unlock() {
        requireHeld(mutex)
        mutex.unlock(owner())
    }

    /** Creates a condition of this mutex, for threads that hold this lock. */
    override fun newCondition(): BlockingCondition = BlockingCondition(mutex.newCondition(), mutex)

    private fun tryLockOrRefuse(): Boolean {
        check(!mutex.holdsLock(owner())) { "${owner()} holds the lock already, which is not reentrant" }
        return mutex.tryLock(owner())
    }

    private fun lockWithin(timeout: Duration) {
        val thread = owner() // another thread may be the one that resumes us
        blockOn(timeout) { mutex.lock(thread) }
    }

    /** Names the mutex. */
    override fun toString(): String = "BlockingLock[$mutex]"
}

private fun owner(): Thread = Thread.currentThread()

internal fun requireHeld(mutex: Mutex) {
    if (!mutex.holdsLock(owner())) throw IllegalMonitorStateException("${owner()} does not hold the lock")
}

/** Whether [wait] ended before its time was up. */
internal inline fun inTime(wait: () -> Unit): Boolean = try {
    wait()
    true
} catch (_: TimeoutException) {
    false
}

internal fun Long.toDuration(unit: TimeUnit): Duration = toDuration(unit.toDurationUnit())
