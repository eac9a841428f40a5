package dev.tandem.coroutines.samples.eventloop

import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Runnable
import kotlinx.coroutines.suspendCancellableCoroutine
import java.nio.channels.SelectableChannel
import java.nio.channels.SelectionKey
import java.nio.channels.Selector
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.concurrent.thread
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.resume

/**
 * A dispatcher of one thread, which runs the coroutines that are ready, one after another, and waits in a selector when
 * there are none. asyncio's event loop, with kotlinx.coroutines to keep the timers.
 *
 * ```
 * EventLoop.open().use { loop ->
 *     withContext(loop) {
 *         loop.awaitReady(channel, OP_READ) // meanwhile, the thread is free for others
 *         channel.read(buffer)
 *     }
 * }
 * ```
 *
 * Close it when its coroutines have ended: one that is still suspended then never goes on.
 */
internal class EventLoop private constructor(private val selector: Selector) :
    CoroutineDispatcher(),
    AutoCloseable {
    /*
     * A turn of the loop:
     *
     *   1. the selector waits until an awaited channel is ready, or another thread wakes it up; not at all if a
     *      coroutine is ready
     *   2. the coroutines whose channels are ready join the queue
     *   3. those in the queue by then run; what they add has to wait for the next turn, so that a coroutine which
     *      always goes on at once cannot keep the channels waiting
     */
    private val ready = ConcurrentLinkedQueue<Runnable>()

    @Volatile
    private var closing = false
    private val thread = thread(name = "event-loop", block = ::run)

    /**
     * Suspends until [channel], which does not block, is ready for [operations]: [SelectionKey.OP_READ] and so on. For
     * coroutines of this loop, and one at a time for each channel. Cancelling the caller ends the wait.
     */
    suspend fun awaitReady(channel: SelectableChannel, operations: Int) {
        check(Thread.currentThread() === thread) { "called on ${Thread.currentThread()}, not on the loop's thread" }
        // one that is cancelled stays with its channel, but resuming it does nothing
        suspendCancellableCoroutine<Unit> { waiter -> channel.register(selector, operations, waiter) }
    }

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        ready.add(block)
        if (Thread.currentThread() !== thread) selector.wakeup()
    }

    private fun run() {
        while (!closing) {
            if (ready.isEmpty()) selector.select(::resume) else selector.selectNow(::resume)
            repeat(ready.size) { ready.remove().run() }
        }
    }

    @Suppress("UNCHECKED_CAST")
    private fun resume(key: SelectionKey) {
        key.interestOps(0)
        (key.attach(null) as CancellableContinuation<Unit>).resume(Unit)
    }

    /** Ends the thread. */
    override fun close() {
        closing = true
        selector.wakeup()
        thread.join()
        selector.close()
    }

    companion object {
        /** Opens a loop, whose thread waits for coroutines. */
        fun open() = EventLoop(Selector.open())
    }
}
