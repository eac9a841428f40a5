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
 * A kotlinx `Mutex` as a [Lock]: threads block for it and coroutines suspend for it, in one queue. Waiters are served first
 * come, first served.
 *
 * ```
 * val mutex = Mutex()
 * val lock = mutex.asLock()
 * thread { lock.withLock { balance += 100 } }
 * launch { mutex.withLock { balance -= 100 } }
 * ```
 *
 * The thread is the owner of the mutex while it holds it. The lock is **not reentrant**: a thread that locks what it holds
 * already would wait for itself, and is refused. Do not block a dispatcher's only thread for a mutex that a coroutine of
 * that dispatcher holds: neither could go on.
 *
 * What came before an unlocking, of the lock or of the mutex, happens before what follows the next locking.
 */
public class BlockingLock internal constructor(private val mutex: Mutex) : Lock {
    /**
     * Waits for the lock. An interruption does not end the wait; it stays set.
     *
     * @throws IllegalStateException if this thread holds it already
     */
    override fun lock() {
        val thread = owner()
        if (!tryLockOrRefuse()) waitingFor(TYPE, mutex, KIND) { blockUninterruptiblyOn { mutex.lock(thread) } }
    }

    /**
     * Waits for the lock, unless the thread is interrupted.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was locked
     * @throws IllegalStateException if this thread holds it already
     */
    override fun lockInterruptibly() {
        if (Thread.interrupted()) throw InterruptedException()
        if (!tryLockOrRefuse()) lockWithin(Duration.INFINITE)
    }

    /** Locks if nobody holds the lock now; false if somebody does, this thread included. */
    override fun tryLock(): Boolean = !mutex.holdsLock(owner()) && mutex.tryLock(owner())

    /**
     * Waits for the lock for [time] at most; zero or less does not wait.
     *
     * @return false if the lock was not free in time; nothing was locked
     * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was locked
     * @throws IllegalStateException if this thread holds it already
     */
    override fun tryLock(time: Long, unit: TimeUnit): Boolean {
        if (Thread.interrupted()) throw InterruptedException()
        return tryLockOrRefuse() || inTime { lockWithin(time.toDuration(unit)) }
    }

    /**
     * Unlocks, and lets the next waiter have the lock.
     *
     * @throws IllegalMonitorStateException if this thread does not hold the lock; nothing has changed
     */
    override fun unlock() {
        requireHeld(mutex)
        mutex.unlock(owner())
    }

    /** Creates a condition of the mutex, for threads that hold this lock. It may have others. */
    override fun newCondition(): BlockingCondition = BlockingCondition(mutex.newCondition(), mutex)

    private fun tryLockOrRefuse(): Boolean {
        check(!mutex.holdsLock(owner())) { "${owner()} holds the lock already, which is not reentrant" }
        return mutex.tryLock(owner())
    }

    private fun lockWithin(timeout: Duration) {
        val thread = owner() // another thread may be the one that resumes us
        waitingFor(TYPE, mutex, KIND) { blockOn(timeout) { mutex.lock(thread) } }
    }

    /** Whether it is locked. (kotlinx does not tell how many wait; its own text would ask the owner for its name.) */
    override fun toString(): String = if (mutex.isLocked) "Lock[locked]" else "Lock[unlocked]"
}

private const val TYPE = "Mutex"
private const val KIND = "mutex"

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
