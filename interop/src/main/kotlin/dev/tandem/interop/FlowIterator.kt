package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.QueueShutDownException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.sync.Semaphore

/**
 * Goes over the elements of a Kotlin `Flow` on a thread that blocks, for Java: what [asIterator] gives.
 *
 * ```java
 * try (FlowIterator<Page> pages = Flows.asIterator(site.crawl())) {
 *   while (pages.hasNext()) {
 *     print(pages.next());
 *   }
 * } // the flow has ended
 * ```
 *
 * The flow runs on [Dispatchers.Virtual][Virtual], from the first [hasNext] or [next] on, and at most [ahead] elements
 * ahead: when it has emitted so many that have not been read, its `emit` suspends. (It runs elsewhere by `flowOn`.)
 *
 * **Its end.** When the flow has ended, [hasNext] is false. If it failed, [hasNext] and [next] throw that exception as it is,
 * after the elements before it, and each time. Kotlin declares no exceptions, so a checked one is thrown undeclared.
 *
 * **Cancellation.** [close] cancels the flow, and waits for its end. So does the interruption of a thread that waits for an
 * element: the call then throws a [CancellationException], and the thread stays interrupted. If an element has come all the
 * same, that is what the call gives. An interrupted thread is given what is there; only if it would have to wait, the flow
 * is cancelled. Elements are read once each, in the order in which they were emitted; those that were emitted and not read
 * when the flow was cancelled are dropped.
 *
 * It is for one thread at a time, as any iterator; [close] is for any thread. If it comes before the end, a call that waits
 * meanwhile, and each one that follows, throws a [CancellationException], so that an early end is not taken for the end.
 * What came before emitting an element happens before what follows reading it. An iterator that is neither read to its end
 * nor closed leaves its flow suspended: the flow's `finally` does not run.
 */
public class FlowIterator<T> internal constructor(private val flow: Flow<T>, private val ahead: Int) :
    Iterator<T>,
    AutoCloseable {
    /*
     * The flow puts, the reader takes, and neither end loses what the other has done: `items` is lossless. The permits are
     * the places ahead. An element takes its permit after it has been put, so the flow goes on from `emit` only if there is
     * a place for its next element. The coroutine's end, however it ends, shuts `items` down, which the reader is told when
     * it has read what is there.
     */
    init {
        require(ahead >= 1) { "ahead must be at least 1, not $ahead" }
    }

    private val items = JoinableQueue.fifo<Any>()
    private val places = Semaphore(ahead, acquiredPermits = 1)
    private val scope = SuspendScope.open()
    private var collecting: Deferred<Unit>? = null

    /** What [hasNext] has read, and [next] has not given yet. */
    private var read: Any? = null

    /** What the flow failed with; published by [ended]. */
    private var failure: Throwable? = null

    @Volatile
    private var ended = false

    @Volatile
    private var closed = false

    /** Whether there were elements that nobody had read when it was closed. */
    @Volatile
    private var dropped = false

    /**
     * Tells whether there is another element, waiting until there is, or until the flow has ended.
     *
     * @throws CancellationException if the thread is interrupted while it waits, or the iterator is, or meanwhile was,
     *   closed
     * @throws IllegalStateException if the thread is interrupted a second time while it waits for the flow's end
     * @throws Throwable whatever the flow throws
     */
    override fun hasNext(): Boolean {
        if (read == null) read = readNext()
        return read != null
    }

    /**
     * Gives the next element, waiting until there is one.
     *
     * @throws NoSuchElementException if the flow has ended
     * @throws CancellationException if the thread is interrupted while it waits, or the iterator is, or meanwhile was,
     *   closed
     * @throws IllegalStateException if the thread is interrupted a second time while it waits for the flow's end
     * @throws Throwable whatever the flow throws
     */
    override fun next(): T {
        if (!hasNext()) throw NoSuchElementException("the flow has ended")
        val item = read
        read = null
        @Suppress("UNCHECKED_CAST")
        return (if (item === NULL) null else item) as T
    }

    /** The next item, or null if the flow has ended well. */
    private fun readNext(): Any? {
        if (collecting == null) {
            if (closed) throwClosed()
            collecting = collect()
        }
        val item =
            try {
                items.poll() ?: blockOn { items.take() }
            } catch (_: QueueShutDownException) {
                return throwFailure()
            } catch (_: InterruptedException) {
                throwInterrupted()
            }
        places.release()
        return item
    }

    private fun collect(): Deferred<Unit> {
        val coroutine =
            scope.async {
                flow.collect {
                    items.put(it ?: NULL)
                    places.acquire()
                }
            }
        coroutine.invokeOnCompletion {
            failure = it
            ended = true
            items.shutdown()
        }
        return coroutine
    }

    /** Tells how the flow has ended, if it was not closed before: a queue that is shut down may have been so by [close]. */
    private fun throwFailure(): Nothing? {
        if (closed && (!ended || dropped || failure is CancellationException)) throwClosed()
        throw failure ?: return null
    }

    private fun throwClosed(): Nothing = throw CancellationException("closed before its end")

    private fun throwInterrupted(): Nothing {
        Thread.currentThread().interrupt()
        close()
        throw CancellationException("interrupted while it waited for the flow, which has been cancelled")
    }

    /**
     * Cancels the flow, and waits for its end; if it has ended, does nothing. An interruption of the thread does not end
     * the wait, and stays set.
     *
     * @throws IllegalStateException if the thread is interrupted a second time while it waits, and stays so: the flow is left
     *   cancelled; or if the flow's own code calls this
     */
    override fun close() {
        closed = true
        scope.cancel()
        scope.close()
        dropped = dropped || items.size > 0 // nothing comes any more; what the reader still gets is one less to drop
        items.shutdownNow()
    }

    /** Whether it is closed, and how many elements have been emitted and not read. */
    override fun toString(): String =
        "FlowIterator[${if (closed) "closed" else "open"}, unread = ${items.size}, ahead = $ahead]"

    private companion object {
        /** Stands for null, which a queue does not take. */
        val NULL = Any()
    }
}
