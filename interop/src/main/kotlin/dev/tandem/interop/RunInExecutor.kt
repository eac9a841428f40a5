package dev.tandem.interop

import dev.tandem.threads.processes.ProcessPool
import dev.tandem.threads.processes.SerializableCallable
import kotlinx.coroutines.ensureActive
import java.io.InvalidObjectException
import java.io.Serializable
import java.util.concurrent.Callable
import java.util.concurrent.CompletionStage
import java.util.concurrent.ExecutorService
import java.util.concurrent.Future
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.atomic.AtomicBoolean
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
 * Cancelling the caller before [block] has begun makes sure that it never does. Cancelling it later interrupts the
 * thread that runs [block], **waits for [block] to end**, and then throws the `CancellationException`; what [block]
 * returned or threw by then is dropped. So nothing is left running behind the caller's back, and a [block] that
 * ignores its interruption holds the caller up, unless [abandonOnCancel] chooses otherwise. The interruption never
 * reaches the executor's next task. An executor that runs the task on the calling thread, as `CallerRunsPolicy` does,
 * blocks the caller, which cannot be cancelled before the block has ended.
 *
 * What [block] throws is thrown here as it is, a `CancellationException` of its own as well. The caller's memory is
 * visible to [block], and what [block] did happens before what follows this call. Tasks begin in the order that
 * [executor] gives them.
 *
 * **An executor of other processes**, one that serializes its tasks, is given [block] alone, so what it captures must be
 * serializable. What comes out is then what the executor's future has, without the `ExecutionException` around it; it
 * is waited for as [wrapFuture] waits. A block without a result gives its `Unit`, though that is not serializable: where
 * the executor is no [ProcessPool], which sees to it by itself, and the class of [block] declares nothing but that it is
 * one, `block` is wrapped in a class of this library, which must be on the other side's class path as well. Other Kotlin
 * objects are as Java's serialization has them: one without `readResolve` arrives as another. Cancelling calls the
 * future's `cancel(true)`, and waits for the future to be done: it is for the executor to end the code by then, and many
 * futures are done as soon as they are cancelled. Memory is not shared.
 *
 * An executor that drops a task it has accepted, as `shutdownNow()` does with tasks not yet begun, leaves the caller
 * waiting until it is cancelled, as it leaves `Future.get`.
 *
 * @param abandonOnCancel whether a cancelled caller goes on at once, and leaves the interrupted [block] to itself; what
 *   becomes of it is not told. One that has not begun never does all the same
 * @throws RejectedExecutionException if [executor] refuses the task, being shut down or full, at once or later, and if
 *   it cancels the task's future of its own accord while the task is elsewhere; the caller is not cancelled
 */
public suspend fun <T> runInExecutor(
    executor: ExecutorService,
    abandonOnCancel: Boolean = false,
    block: SerializableCallable<T>,
): T = if (BridgeRecording.crossings()) {
    recordedToThread(CALL) { submitAndAwait(executor, abandonOnCancel, block) }
} else {
    submitAndAwait(executor, abandonOnCancel, block)
}

private const val CALL = "runInExecutor"

private suspend fun <T> submitAndAwait(
    executor: ExecutorService,
    abandonOnCancel: Boolean,
    block: SerializableCallable<T>,
): T {
    coroutineContext.ensureActive()
    val task = ExecutorTask(block, if (executor is ProcessPool) block else block.withUnitSerializable())
    task.submitTo(executor)
    return task.here.await(abandonOnCancel, task::cancel)
}

/**
 * What an executor is given: [here], if it calls it in this JVM, and what [travels], the block, if it serializes it.
 *
 * Where the block runs is known when the executor calls, or serializes, and that may be before `submit` returns or long
 * after. Once it is elsewhere, and the future is known, the future tells the outcome to [here]. A future that calls back
 * is asked in any case, as it costs nothing: so a task that such an executor drops comes back as a failure.
 */
private class ExecutorTask<T>(block: SerializableCallable<T>, private val travels: SerializableCallable<*>) :
    Callable<T>,
    Serializable {
    @Transient
    val here = InterruptibleCall(block::call)

    @Transient
    @Volatile
    private var future: Future<T>? = null

    @Transient
    private val watched = AtomicBoolean()

    fun submitTo(executor: ExecutorService) {
        try {
            val submitted = executor.submit(this)
            future = submitted
            if (submitted is CompletionStage<*> || here.isElsewhere) watch(submitted)
        } catch (e: Throwable) {
            here.cancel(CALL) // it may be queued all the same
            throw e
        }
    }

    override fun call(): T {
        here.run()
        return here.outcome()
    }

    /** Java's serialization calls this: the block leaves without us. */
    private fun writeReplace(): Any {
        if (!here.send()) throw InvalidObjectException("the call was cancelled before it was sent")
        future?.let(::watch)
        return travels
    }

    private fun watch(future: Future<T>) {
        if (!watched.compareAndSet(false, true)) return
        future.onDone { outcome -> here.settle(if (wasCancelled(future)) rejected(outcome) else outcome.withUnit()) }
    }

    private fun wasCancelled(future: Future<T>): Boolean = runCatching { future.isCancelled }.getOrDefault(false)

    private fun rejected(outcome: Result<T>): Result<T> =
        Result.failure(RejectedExecutionException("the executor cancelled the task", outcome.exceptionOrNull()))

    fun cancel(reason: Throwable) {
        val isHere = here.cancel(CALL)
        future?.cancelFor(reason, mayInterruptIfRunning = !isHere, CALL)
    }
}
