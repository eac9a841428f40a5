package dev.tandem.interop

import dev.tandem.threads.internal.DoneFutures
import dev.tandem.threads.internal.FutureWatch
import dev.tandem.threads.internal.Names
import java.util.concurrent.ExecutionException
import java.util.concurrent.Future

/**
 * Calls [tell] once, when this future is done, with its outcome, and at once if it is done already. Closing the watch
 * stops it: [tell] is no longer called, unless it is being called at that moment, and nothing stays behind. What [tell]
 * throws goes to its thread's handler of uncaught exceptions.
 *
 * A future that calls back costs no thread; for any other a thread waits, as `threads` has it for both modules.
 */
internal fun <T> Future<T>.onDone(tell: (Result<T>) -> Unit): FutureWatch = FutureWatch.over(this) { value, failure ->
    @Suppress("UNCHECKED_CAST") // without a failure it is what the future gave, null included
    tell(if (failure == null) Result.success(value as T) else Result.failure(failure))
}

/** Whether [outcome] need not wait. */
internal val Future<*>.hasEnded: Boolean
    get() = DoneFutures.isDone(this)

/**
 * Waits for the future, and gives what it gave, or what its task threw. If it is done, an interrupted thread gets that,
 * too, and stays interrupted.
 */
internal fun <T> Future<T>.outcome(): Result<T> = try {
    Result.success(DoneFutures.get(this))
} catch (e: ExecutionException) {
    Result.failure(e.cause ?: e)
} catch (e: Throwable) {
    Result.failure(e)
}

/**
 * Cancels the future for [reason], to which is added what a foreign future may throw at being cancelled.
 *
 * @param call what a recording calls that for which it is cancelled
 */
internal fun Future<*>.cancelFor(reason: Throwable, mayInterruptIfRunning: Boolean, call: String) {
    if (BridgeRecording.cancellations()) recordCancellation(call, "cancelled", "future cancelled", Names.of(this))
    try {
        cancel(mayInterruptIfRunning)
    } catch (refusal: Throwable) {
        if (refusal !== reason) reason.addSuppressed(refusal)
    }
}
