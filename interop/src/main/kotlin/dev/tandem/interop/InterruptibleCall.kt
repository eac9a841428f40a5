package dev.tandem.interop

import dev.tandem.threads.internal.Names
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import java.util.concurrent.atomic.AtomicReference
import java.util.concurrent.locks.LockSupport
import kotlin.coroutines.coroutineContext

/**
 * One call of blocking code, which can be interrupted while it runs, and only then.
 *
 * ```
 * Queued ──run──► Running ──block ended──► Ended
 *   │                │                       ▲
 *   │             cancel                     │ clears the thread's interruption
 *   │                ▼                       │
 *   │          Interrupting ──interrupted──► Interrupted
 *   ├────────cancel or settle──────────────► Ended, and run does nothing
 *   └──send──► Elsewhere ──settle──────────► Ended, and run does nothing
 * ```
 *
 * `Interrupting` is held for as long as [Thread.interrupt] takes: [run] does not leave before it is over, or the
 * interruption could hit whatever the thread does next. It parks meanwhile: a virtual thread that spins keeps its carrier,
 * and the thread that interrupts it may need that very one. [cancel] writes `Interrupted` and then unparks, so that no
 * wait is missed; the interruption itself is cleared each time round, or parking would not wait. A call that was sent
 * `Elsewhere`, to another process, has its outcome brought back by [settle]; should it be run here all the same, it goes
 * on as from `Queued`.
 */
internal class InterruptibleCall<T>(block: () -> T) : Runnable {
    private sealed interface State {
        object Queued : State

        object Elsewhere : State

        class Running(val thread: Thread) : State

        object Interrupting : State

        object Interrupted : State

        object Ended : State
    }

    private val state = AtomicReference<State>(State.Queued)

    /** Dropped when the call is over: an executor may hold on to a cancelled call for long. */
    private var block: (() -> T)? = block

    /** How the call ended; null before, and if it was cancelled before it had begun. Published by [ended]. */
    var result: Result<T>? = null
        private set

    /** Completed when the block has ended or will never begin. */
    val ended = CompletableDeferred<Unit>()

    val isElsewhere: Boolean
        get() = state.get() === State.Elsewhere

    /** Runs the block, unless the call is over. */
    override fun run() {
        val block = block
        if (block == null || !leaveQueue(State.Running(Thread.currentThread()))) return
        result = runCatching(block)
        stopRunning()
        finish()
    }

    private fun leaveQueue(next: State): Boolean =
        state.compareAndSet(State.Queued, next) || state.compareAndSet(State.Elsewhere, next)

    private fun stopRunning() {
        val running = state.get()
        if (running is State.Running && state.compareAndSet(running, State.Ended)) return
        while (state.get() === State.Interrupting) {
            LockSupport.park(this)
            Thread.interrupted()
        }
        Thread.interrupted()
    }

    /** Notes that the block goes to another process; false if the call was cancelled, and must not. */
    fun send(): Boolean = state.compareAndSet(State.Queued, State.Elsewhere) || state.get() !== State.Ended

    /** Ends a call that has not begun here with the outcome that it had elsewhere. */
    fun settle(outcome: Result<T>) {
        if (!leaveQueue(State.Ended)) return
        result = outcome
        finish()
    }

    /**
     * Keeps the call from beginning, or interrupts it; false if neither can be done here, for it is elsewhere.
     *
     * @param call what a recording calls it
     */
    fun cancel(call: String): Boolean {
        if (state.compareAndSet(State.Queued, State.Ended)) {
            recordCancellation(call, "never begins") { Names.of("Call", this) }
            finish()
        }
        val current = state.get()
        if (current is State.Running && state.compareAndSet(current, State.Interrupting)) {
            recordCancellation(call, "thread interrupted") { Names.of(current.thread) }
            try {
                current.thread.interrupt() // may throw, of a foreign class of threads
            } finally {
                state.set(State.Interrupted)
                LockSupport.unpark(current.thread)
            }
        }
        return current !== State.Elsewhere
    }

    private inline fun recordCancellation(call: String, action: String, target: () -> String) {
        if (BridgeRecording.cancellations()) recordCancellation(call, "cancelled", action, target())
    }

    private fun finish() {
        block = null
        ended.complete(Unit)
    }

    /** What the block gave, or threw. */
    fun outcome(): T = (result ?: throw CancellationException("cancelled before it had begun")).getOrThrow()

    /**
     * Waits for the outcome. Cancelling the caller calls [cancel], and waits for the end of the call unless it is to
     * be abandoned.
     */
    suspend fun await(abandonOnCancel: Boolean, cancel: (CancellationException) -> Unit): T {
        try {
            ended.await()
        } catch (e: CancellationException) {
            cancel(e)
            if (!abandonOnCancel) withContext(NonCancellable) { ended.join() }
            throw e
        }
        coroutineContext.ensureActive()
        return outcome()
    }

    /** Waits for the outcome. Cancelling the caller cancels the call and waits for its end; a value that it has is kept. */
    suspend fun awaitKeepingValue(): T {
        try {
            ended.await()
        } catch (e: CancellationException) {
            cancel("toThread")
            withContext(NonCancellable) { ended.join() }
            if (result?.isSuccess != true) throw e
        }
        return outcome()
    }
}
