package dev.tandem.coroutines

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.withContext
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/** Creates a condition on this mutex, which may have others. */
public fun Mutex.newCondition(): Condition = Condition(this)

/**
 * A place to wait, holding a [Mutex], until another coroutine that holds it says that something has changed: asyncio's
 * `Condition`.
 *
 * ```
 * class Mailbox {
 *     private val mutex = Mutex()
 *     private val changed = mutex.newCondition()
 *     private val letters = ArrayDeque<String>()
 *
 *     suspend fun put(letter: String) = mutex.withLock {
 *         letters += letter
 *         changed.signal()
 *     }
 *
 *     suspend fun take(): String = mutex.withLock {
 *         changed.awaitUntil { letters.isNotEmpty() }
 *         letters.removeFirst()
 *     }
 * }
 * ```
 *
 * Every call needs the mutex, and throws [IllegalStateException] if nobody holds it, or if it is held by another owner
 * than the one named: who locks with an owner names the owner here as well.
 *
 * Signals reach waiters first come, first served. A signal that reached a waiter which is cancelled before it went on
 * goes to the next. [await] returns or throws only with the mutex held again, however often the coroutine is cancelled
 * meanwhile. As with any mutex, what was done under it happens before what its next holder does.
 */
public class Condition internal constructor(private val mutex: Mutex) {
    /*
     * A waiter's life; every step but the last two is made under `lock`.
     *
     *   in line ──signal──► out of line, resumed ──► goes on
     *      │                        └──cancelled before it goes on──► its signal goes to the first in line
     *      └──cancelled──► out of line
     *
     * A waiter stands in line before the mutex is given back, so no signal can slip in between. A continuation that is
     * cancelled between its choice and its next step tells so by resume's onCancellation; that is where a signal would
     * be lost if nobody passed it on. Taking the mutex again is not cancellable; its result is never thrown away.
     */
    private val lock = ReentrantLock()
    private val line = Line<Waiter>()

    /**
     * Gives the mutex back, suspends until a signal, and takes the mutex again.
     *
     * Cancelling the caller before it is signalled, or after it was signalled but before it went on, throws the
     * `CancellationException`, with the mutex held again and the signal passed on. Cancelled later, while it waits for
     * the mutex, it returns normally with the mutex held.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public suspend fun await(owner: Any? = null) {
        requireHeld(owner)
        try {
            suspendCancellableCoroutine { continuation ->
                val waiter = Waiter(continuation)
                inLine { enter(waiter) }
                continuation.invokeOnCancellation { inLine { leave(waiter) } }
                mutex.unlock(owner)
            }
        } finally {
            withContext(NonCancellable) { mutex.lock(owner) }
        }
    }

    /**
     * Suspends until [predicate] holds, looking at it now and after each signal: asyncio's `wait_for`. The predicate is
     * called with the mutex held; what it throws is thrown here, with the mutex still held. Cancellation is as in
     * [await].
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public suspend fun awaitUntil(owner: Any? = null, predicate: () -> Boolean) {
        requireHeld(owner)
        while (!predicate()) await(owner)
    }

    /**
     * Wakes the [n] coroutines that have waited longest, or all if fewer wait.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalArgumentException if [n] is negative
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public fun signal(n: Int = 1, owner: Any? = null) {
        require(n >= 0) { "cannot signal $n coroutines" }
        requireHeld(owner)
        repeat(minOf(n, waiting)) { wakeFirst() }
    }

    /**
     * Wakes every coroutine that waits.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public fun signalAll(owner: Any? = null): Unit = signal(Int.MAX_VALUE, owner)

    /** How many coroutines wait for a signal. */
    internal val waiting: Int
        get() = inLine { size }

    private fun wakeFirst() {
        inLine { poll() }?.continuation?.resume(Unit) { _, _, _ -> wakeFirst() }
    }

    private fun requireHeld(owner: Any?) {
        check(if (owner == null) mutex.isLocked else mutex.holdsLock(owner)) {
            if (owner == null) "the condition's mutex is not locked" else "the condition's mutex is not held by $owner"
        }
    }

    private class Waiter(val continuation: CancellableContinuation<Unit>) : Line.Place()

    private fun <T> inLine(action: Line<Waiter>.() -> T): T = lock.withLock { line.action() }
}
