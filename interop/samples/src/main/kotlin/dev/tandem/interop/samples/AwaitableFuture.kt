package dev.tandem.interop.samples

import dev.tandem.coroutines.asCompleted
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration

/** The other side of [TwoFutures]: what can be done with a [Deferred], the kind that coroutines wait for. */
internal class AwaitableFuture(private val function: suspend () -> String) {
    fun CoroutineScope.start(): Deferred<String> = async { function() }

    suspend fun awaitSuspending(): String = coroutineScope { start().await() }

    suspend fun awaitInTime(patience: Duration): String = try {
        withTimeout(patience) { CompletableDeferred<String>().await() } // await has no parameter for it
    } catch (e: TimeoutCancellationException) {
        e::class.java.simpleName
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    suspend fun getCompletedAtOnce(): String = coroutineScope {
        val future = start()
        try {
            future.getCompleted()
        } catch (e: IllegalStateException) {
            e::class.java.simpleName
        }
    }

    /**
     * What happened, in its order, when a future with a callback was set. As a thread's, and unlike asyncio's, it calls
     * back at once; only a coroutine that awaits it is scheduled.
     */
    suspend fun callbackOrder(result: String): List<String> = coroutineScope {
        val order = mutableListOf<String>()
        val future = CompletableDeferred<String>()
        future.invokeOnCompletion { order += "called back" }
        val waiter = launch(start = CoroutineStart.UNDISPATCHED) {
            future.await()
            order += "the coroutine went on"
        }
        future.complete(result)
        order += "complete() returned"
        waiter.join()
        order
    }

    suspend fun firstCompleted(future: Deferred<String>): String = listOf(future).asCompleted().first().await()
}
