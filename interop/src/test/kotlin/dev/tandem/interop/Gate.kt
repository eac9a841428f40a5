package dev.tandem.interop

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.suspendCancellableCoroutine
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.coroutines.resume

/** A place where one coroutine waits until the test lets it through. */
internal class Gate<T> {
    private val waiting = CompletableFuture<CancellableContinuation<T>>()

    suspend fun pass(): T = suspendCancellableCoroutine { waiting.complete(it) }

    /** Waits, on this thread, until the coroutine waits here. */
    fun reached(): CancellableContinuation<T> = waiting.get(10, SECONDS)

    /** Waits until the coroutine is here, and lets it through. */
    fun open(value: T): Unit = reached().resume(value)

    /**
     * As [open], but tells, once the coroutine has gone on or ended, whether it took the value; it does not if it was
     * cancelled before.
     */
    fun offer(value: T): () -> Boolean {
        val refused = AtomicBoolean()
        reached().resume(value) { _, _, _ -> refused.set(true) }
        return { !refused.get() }
    }
}
