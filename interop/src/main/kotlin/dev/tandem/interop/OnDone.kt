package dev.tandem.interop

import kotlinx.coroutines.DisposableHandle
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.concurrent.CompletionStage
import java.util.concurrent.ExecutionException
import java.util.concurrent.Future

/**
 * Calls [tell] once, when this future is done, with its outcome, and at once if it is done already. Disposing of the
 * handle stops the watch: [tell] is no longer called, unless it is being called at that moment, and nothing stays behind.
 *
 * A [CompletionStage] calls back, and costs no thread; any other future cannot, so a [FutureWait] waits for it.
 */
internal fun <T> Future<T>.onDone(tell: (Result<T>) -> Unit): DisposableHandle {
    if (this is CompletionStage<*>) {
        @Suppress("UNCHECKED_CAST") // a future that is a stage completes with what it gives
        return Callback(this as CompletionStage<T>, tell)
    }
    if (isDone) {
        tell(outcome())
        return DisposableHandle {}
    }
    return FutureWait(this, tell).also(::startWaiting)
}

/** Waits for the future, and gives what it gave, or what its task threw. */
internal fun <T> Future<T>.outcome(): Result<T> = try {
    Result.success(get())
} catch (e: ExecutionException) {
    Result.failure(e.cause ?: e)
} catch (e: Throwable) {
    Result.failure(e)
}

/** Cancels the future for [reason], to which is added what a foreign future may throw at being cancelled. */
internal fun Future<*>.cancelFor(reason: Throwable, mayInterruptIfRunning: Boolean) {
    try {
        cancel(mayInterruptIfRunning)
    } catch (refusal: Throwable) {
        reason.addSuppressed(refusal)
    }
}

/**
 * A callback that can be taken off its stage.
 *
 * A `CompletableFuture` keeps its callbacks until it completes: a million awaiters that gave up would stay with a future
 * that is shared and slow. So the callback is not on the future but on `anyOf(future, end)`, and completing `end` takes
 * it off the future. `anyOf` looks inside its futures, past whatever a subclass overrides, so a subclass, or another
 * kind of stage, keeps an empty callback until it completes.
 */
private class Callback<T>(stage: CompletionStage<T>, tell: (Result<T>) -> Unit) : DisposableHandle {
    @Volatile
    private var tell: ((Result<T>) -> Unit)? = tell
    private val end = CompletableFuture<T>()

    init {
        detachable(stage).whenComplete { value, failure -> call(value, failure) }
    }

    private fun detachable(stage: CompletionStage<T>): CompletionStage<*> = when (stage.javaClass) {
        CompletableFuture::class.java -> CompletableFuture.anyOf(stage as CompletableFuture<T>, end)
        else -> stage
    }

    private fun call(value: Any?, failure: Throwable?) {
        val tell = tell ?: return
        @Suppress("UNCHECKED_CAST") // it comes from the stage, or there is nobody to tell
        tell(if (failure == null) Result.success(value as T) else Result.failure(original(failure)))
    }

    private fun original(failure: Throwable): Throwable = (failure as? CompletionException)?.cause ?: failure

    override fun dispose() {
        tell = null
        end.complete(null)
    }
}
