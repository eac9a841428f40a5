package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.recordWake
import dev.tandem.coroutines.internal.recordedName
import dev.tandem.coroutines.internal.recordedWait
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

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
 * **The mutex.** Every call but [waiters] and [toString] needs it. A coroutine that locks it with an owner names the
 * owner here as well, and is then checked: held by nobody, or under another owner or none, the call throws
 * [IllegalStateException] and changes nothing. A call without an owner is refused only if nobody holds the mutex:
 * kotlinx does not tell who does, nor whether an owner was named. Each function says what comes of it; to be safe, lock
 * with an owner. An owner stands for one coroutine: where two lock with the same, kotlinx refuses the second as long as
 * the first holds the mutex, so [await] may throw without it.
 *
 * **Fairness.** Waiters are served first come, first served.
 *
 * **Cancellation.** A signal for a waiter that is cancelled before it went on goes to the next one, and so does one
 * that comes as the time of a waiter is up, unless that waiter returns true. [await] returns or throws only with the
 * mutex held again, however often the coroutine is cancelled meanwhile.
 *
 * **Foreign code.** If a waiter's dispatcher fails as it is told to resume it, that harms nobody else: the failure goes
 * to the thread's uncaught exception handler, and the signal to the next waiter.
 *
 * **Threads and memory.** What came before unlocking the mutex happens before what follows locking it.
 */
public class Condition internal constructor(private val mutex: Mutex) {
    /*
     * A waiter's life; every step but the last two is made under `lock`.
     *
     *   waiting ──signal──► signalled: it has left the wait queue and is resumed ──► goes on
     *      │                     └──cancelled before it goes on──► its signal goes to the first that waits
     *      └──cancelled──► left
     *
     * A waiter joins the wait queue before the mutex is given back, so no signal can slip in between. A continuation
     * that is cancelled between its signal and its next step tells so by resume's onCancellation; that is where a
     * signal would be lost if nobody passed it on. Taking the mutex again is not cancellable; its result is never
     * thrown away.
     */
    private val lock = ReentrantLock()
    private val queue = WaitQueue<Waiter>()

    /**
     * Gives the mutex back, suspends until a signal, and takes the mutex again.
     *
     * Cancelling the caller before it is signalled, or after it was signalled but before it went on, throws the
     * `CancellationException`, with the mutex held again and the signal passed on. Cancelled later, while it waits for
     * the mutex, it returns normally with the mutex held. For that reason a timeout belongs into [await] with one:
     * `withTimeout` around this call may throw although the signal has been used, and is nobody else's.
     *
     * Without an owner, where the mutex was locked with one, it is unlocked all the same, and locked without an owner
     * at the end: the caller's `unlock(owner)` then throws, and the mutex stays locked until somebody unlocks it
     * without an owner. A caller that does not hold the mutex takes it from the one who does.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public suspend fun await(owner: Any? = null) {
        requireHeld(owner)
        return if (FlightRecording.waits()) awaitRecorded(owner) else awaitSignal(owner)
    }

    private suspend fun awaitRecorded(owner: Any?) {
        recordedWait(recordedName(), KIND) { awaitSignal(owner) }
    }

    private suspend fun awaitSignal(owner: Any?) {
        var given = false
        try {
            suspendCancellableCoroutine { continuation ->
                val waiter = Waiter(continuation)
                locked { add(waiter) }
                continuation.invokeOnCancellation { locked { remove(waiter) } }
                giveBack(owner, waiter)
                given = true
            }
        } finally {
            if (given) withContext(NonCancellable) { mutex.lock(owner) }
        }
    }

    /** Unlocks the mutex. If somebody else has unlocked it just now, who should not have, the waiter goes. */
    private fun giveBack(owner: Any?, waiter: Waiter) {
        try {
            mutex.unlock(owner)
        } catch (e: IllegalStateException) {
            if (!locked { remove(waiter) }) wakeFirst()
            throw e
        }
    }

    /**
     * Does as [await], but waits for a signal no longer than [timeout]. Taking the mutex again may take longer. A
     * signal that comes as the time is up is not lost: either this returns true, or the next waiter has it.
     *
     * Cancelling the caller does as in [await]; after it was signalled and went on, it returns true.
     *
     * Without an owner, where the mutex was locked with one, and for a caller that does not hold it, what [await] says.
     *
     * @param timeout how long to wait for a signal at most; zero or less gives the mutex back and takes it again
     * @param owner the owner that the mutex was locked with, if any
     * @return false if the time was up first
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public suspend fun await(timeout: Duration, owner: Any? = null): Boolean {
        requireHeld(owner)
        if (!timeout.isPositive()) {
            passOn(owner)
            return false
        }
        var signalled = false
        within(timeout, { signalled }) {
            await(owner)
            signalled = true
        }
        return signalled
    }

    private suspend fun passOn(owner: Any?) {
        coroutineContext.ensureActive()
        mutex.unlock(owner)
        withContext(NonCancellable) { mutex.lock(owner) }
    }

    /**
     * Suspends until [predicate] holds, looking at it now and after each signal: asyncio's `wait_for`. The predicate is
     * called with the mutex held; what it throws is thrown here, with the mutex still held. Cancellation is as in
     * [await], if there is something to wait for.
     *
     * Without an owner, where the mutex was locked with one, and for a caller that does not hold it, what [await] says,
     * as soon as there is something to wait for.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public suspend fun awaitUntil(owner: Any? = null, predicate: () -> Boolean) {
        requireHeld(owner)
        while (!predicate()) await(owner)
    }

    /**
     * Does as [awaitUntil], but waits no longer than [timeout].
     *
     * Cancelling the caller does as in [await], if there is something to wait for; if the predicate was found to hold,
     * it returns true.
     *
     * Without an owner, where the mutex was locked with one, and for a caller that does not hold it, what [await] says,
     * as soon as there is something to wait for.
     *
     * @param timeout how long to wait at most; zero or less looks at the predicate once
     * @param owner the owner that the mutex was locked with, if any
     * @return what the predicate said last: false if the time was up first
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public suspend fun awaitUntil(timeout: Duration, owner: Any? = null, predicate: () -> Boolean): Boolean {
        requireHeld(owner)
        if (predicate()) return true
        if (!timeout.isPositive()) return false
        var holds = false
        within(timeout, { holds }) {
            while (!holds) {
                await(owner)
                holds = predicate()
            }
        }
        return holds || predicate()
    }

    /**
     * Runs [wait] for [timeout] at most. A cancellation of the caller after [succeeded] is left to its next suspension:
     * what the wait had is used.
     */
    private suspend inline fun within(
        timeout: Duration,
        succeeded: () -> Boolean,
        crossinline wait: suspend () -> Unit,
    ) {
        if (timeout.isInfinite()) return wait()
        try {
            withTimeoutOrNull(timeout) { wait() }
        } catch (e: CancellationException) {
            if (!succeeded()) throw e
        }
    }

    /**
     * Wakes the [n] coroutines that have waited longest, or all if fewer wait.
     *
     * Without an owner, where the mutex was locked with one, it does the same; called while somebody else holds the
     * mutex, it wakes waiters of a state that the holder may still be changing.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalArgumentException if [n] is negative
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public fun signal(n: Int = 1, owner: Any? = null) {
        require(n >= 0) { "cannot signal $n coroutines" }
        requireHeld(owner)
        repeat(minOf(n, waiters)) { wakeFirst() }
    }

    /**
     * Wakes every coroutine that waits. Without an owner, what [signal] says.
     *
     * @param owner the owner that the mutex was locked with, if any
     * @throws IllegalStateException if the mutex is not locked, or not by [owner]
     */
    public fun signalAll(owner: Any? = null): Unit = signal(Int.MAX_VALUE, owner)

    /** How many coroutines wait for a signal now. Any thread may ask; it does not take the mutex. */
    @get:JvmName("waiters")
    public val waiters: Int
        get() = locked { size }

    /** Says how many wait. */
    override fun toString(): String = "Condition[waiters = $waiters]"

    /** Wakes the one that has waited longest; if its dispatcher fails, the signal goes to the next. */
    private fun wakeFirst() {
        do {
            val first = locked { poll() } ?: return
        } while (!resumed { first.resume() })
    }

    private fun Waiter.resume(): Boolean {
        if (FlightRecording.wakes()) recordWake(this@Condition.recordedName(), KIND, continuation.context)
        continuation.resume(Unit) { _, _, _ -> wakeFirst() }
        return true
    }

    private fun requireHeld(owner: Any?) {
        check(if (owner == null) mutex.isLocked else mutex.holdsLock(owner)) {
            if (owner == null) "the condition's mutex is not locked" else "the condition's mutex is not held by $owner"
        }
    }

    private class Waiter(val continuation: CancellableContinuation<Unit>) : WaitQueue.Node<Waiter>()

    private inline fun <T> locked(action: WaitQueue<Waiter>.() -> T): T = lock.withLock { queue.action() }

    private companion object {
        const val KIND = "condition"
    }
}
