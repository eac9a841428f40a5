package dev.tandem.interop

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import java.util.concurrent.ExecutorService
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.coroutineContext

/**
 * Runs the blocking [block] on [executor] and suspends until it has returned: asyncio's `loop.run_in_executor`.
 *
 * ```
 * suspend fun save(file: Path, text: String) {
 *     val executor = VirtualThreads.newExecutor()
 *     try {
 *         runInExecutor(executor) { Files.writeString(file, text) }
 *     } finally {
 *         executor.shutdown()
 *     }
 * }
 * ```
 *
 * Cancelling the caller before [block] has begun makes sure that it never will. Cancelling it later interrupts the
 * thread that runs [block], **waits for [block] to end**, and then throws the `CancellationException`; what [block]
 * returned or threw by then is dropped. So nothing is left running behind the caller's back, and a [block] that
 * ignores its interruption holds the caller up. The interruption never reaches the executor's next task. An executor
 * that runs the task on the calling thread, as `CallerRunsPolicy` does, blocks the caller, which cannot be cancelled
 * before the block has ended.
 *
 * What [block] throws is thrown here as it is. The caller's memory is visible to [block], and what [block] did happens
 * before what follows this call. Tasks begin in the order that [executor] gives them.
 *
 * An executor that drops a task it has accepted, as `shutdownNow()` does with tasks not yet begun, leaves the caller
 * waiting until it is cancelled, as it leaves `Future.get`.
 *
 * @throws RejectedExecutionException if [executor] refuses the task, being shut down or full; [block] has not run
 */
public suspend fun <T> runInExecutor(executor: ExecutorService, block: () -> T): T {
    coroutineContext.ensureActive()
    val call = BlockingCall(block)
    try {
        executor.execute(call)
    } catch (e: Throwable) {
        call.cancel() // it may be queued all the same
        throw e
    }
    try {
        call.ended.await()
    } catch (e: CancellationException) {
        call.cancel()
        withContext(NonCancellable) { call.ended.join() }
        throw e
    }
    coroutineContext.ensureActive()
    return call.outcome()
}

/**
 * One call of blocking code, which can be interrupted while it runs, and only then.
 *
 * ```
 * Queued ──run──► Running ──block ended──► Ended
 *   │                │                       ▲
 *   │             cancel                     │ clears the thread's interruption
 *   │                ▼                       │
 *   │          Interrupting ──interrupted──► Interrupted
 *   └────────cancel────────────────────────► Ended, and run does nothing
 * ```
 *
 * `Interrupting` is held for as long as [Thread.interrupt] takes: [run] does not leave before it is over, or the
 * interruption could hit whatever the thread does next.
 */
private class BlockingCall<T>(block: () -> T) : Runnable {
    private sealed interface State {
        object Queued : State

        class Running(val thread: Thread) : State

        object Interrupting : State

        object Interrupted : State

        object Ended : State
    }

    private val state = AtomicReference<State>(State.Queued)

    /** Dropped when the call is over: an executor may hold on to a cancelled call for long. */
    private var block: (() -> T)? = block

    private var result: Result<T>? = null

    /** Completed when the block has ended or will never begin; publishes [result]. */
    val ended = CompletableDeferred<Unit>()

    override fun run() {
        val block = block
        if (block == null || !state.compareAndSet(State.Queued, State.Running(Thread.currentThread()))) return
        result = runCatching(block)
        leave()
        finish()
    }

    private fun leave() {
        val running = state.get()
        if (running is State.Running && state.compareAndSet(running, State.Ended)) return
        while (state.get() === State.Interrupting) Thread.onSpinWait()
        Thread.interrupted()
    }

    fun cancel() {
        if (state.compareAndSet(State.Queued, State.Ended)) return finish()
        val running = state.get()
        if (running is State.Running && state.compareAndSet(running, State.Interrupting)) {
            running.thread.interrupt()
            state.set(State.Interrupted)
        }
    }

    private fun finish() {
        block = null
        ended.complete(Unit)
    }

    fun outcome(): T = checkNotNull(result) { "the call has not ended" }.getOrThrow()
}
