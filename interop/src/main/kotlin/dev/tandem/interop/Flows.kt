@file:JvmName("Flows")

package dev.tandem.interop

import dev.tandem.threads.QueueShutDownException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.withContext
import java.util.Spliterator
import java.util.concurrent.BlockingQueue
import java.util.function.Consumer
import java.util.stream.Stream
import java.util.stream.StreamSupport
import kotlin.coroutines.coroutineContext

/**
 * This flow as an iterator that blocks and is to be closed; from Java, `Flows.asIterator(flow)`.
 *
 * @param ahead how many elements the flow may have emitted that have not been read
 * @throws IllegalArgumentException if [ahead] is less than 1
 */
@JvmOverloads
public fun <T> Flow<T>.asIterator(ahead: Int = 16): FlowIterator<T> = FlowIterator(this, ahead)

/**
 * This flow as a stream that blocks and is to be closed; from Java, `Flows.asStream(flow)`.
 *
 * ```java
 * try (Stream<Page> pages = Flows.asStream(site.crawl())) {
 *   return pages.filter(Page::isNew).findFirst();
 * } // the flow has ended
 * ```
 *
 * It reads the flow as [FlowIterator] does, and its `close` is the iterator's. A stream that was read to its end has
 * nothing left to close; one that ends early, as by `findFirst` or `limit`, has. It is ordered, and reads one element at a
 * time even if it is made parallel.
 *
 * @param ahead how many elements the flow may have emitted that have not been read
 * @throws IllegalArgumentException if [ahead] is less than 1
 */
@JvmOverloads
public fun <T> Flow<T>.asStream(ahead: Int = 16): Stream<T> {
    val iterator = asIterator(ahead)
    return StreamSupport.stream(OneByOne(iterator), false).onClose(iterator::close)
}

/** Is not split: a part that is read ahead would be more than the flow may be ahead. */
private class OneByOne<T>(private val iterator: Iterator<T>) : Spliterator<T> {
    override fun tryAdvance(action: Consumer<in T>): Boolean {
        val hasNext = iterator.hasNext()
        if (hasNext) action.accept(iterator.next())
        return hasNext
    }

    override fun trySplit(): Spliterator<T>? = null

    override fun estimateSize(): Long = Long.MAX_VALUE

    override fun characteristics(): Int = Spliterator.ORDERED
}

/**
 * A flow of what is taken from this queue; from Java, `Flows.asFlow(queue)`.
 *
 * ```
 * suspend fun printAll(lines: BlockingQueue<String>) = lines.asFlow().collect { println(it) }
 * ```
 *
 * An item is taken when the collector is ready for it, so nothing is taken ahead. Where there is none, a thread of
 * [Dispatchers.Virtual][Virtual] waits in `take`. Collectors share the queue: each item goes to one of them. The flow does
 * not end, but if the queue is a [JoinableQueue][dev.tandem.threads.JoinableQueue] it ends when that is shut down and
 * empty; each item is owed a `taskDone` by the collector.
 *
 * **Cancellation loses no item.** Cancelling the collector interrupts the thread that waits, and waits until its `take` has
 * ended. If that has taken an item all the same, the collector is given it, though it is cancelled, and is cancelled at
 * its next suspension. (Operators with a buffer of their own, such as `flowOn` and `buffer`, may drop what they have taken
 * over when they are cancelled.) What came before putting an item happens before what follows its emission.
 *
 * What the queue throws is thrown in the collector as it is.
 *
 * kotlinx has an `asFlow` of its own for whatever can be iterated. Where only that is imported, it makes a flow of the items
 * that are in the queue now, and takes none.
 */
public fun <E : Any> BlockingQueue<E>.asFlow(): Flow<E> = BlockingQueueFlow(this)

private class BlockingQueueFlow<E : Any>(private val queue: BlockingQueue<E>) : Flow<E> {
    override suspend fun collect(collector: FlowCollector<E>) {
        while (true) collector.emit(take() ?: return)
    }

    private suspend fun take(): E? {
        coroutineContext.ensureActive()
        return try {
            queue.poll() ?: toThreadKeepingValue { queue.take() }
        } catch (_: QueueShutDownException) {
            null
        }
    }
}

/**
 * A flow of the elements of this stream, which may block; from Java, `Flows.asFlow(stream)`.
 *
 * ```
 * suspend fun longest(file: Path): Int = Files.lines(file).asFlow().map { it.length }.reduce(::maxOf)
 * ```
 *
 * An element is asked for when the collector is ready for it, on a thread of [Dispatchers.Virtual][Virtual]. So the
 * collector's own thread is not blocked, as kotlinx's `consumeAsFlow` blocks it; for a stream that does not block, that one
 * is quicker. When the flow has ended, failed or been cancelled, the stream has been closed, on such a thread as well. As
 * a stream, the flow can be collected once: the second time is an [IllegalStateException]. One that is never collected leaves the stream to its owner to be closed.
 *
 * Cancelling the collector interrupts the thread that is in the stream, and waits until the stream's step has ended. If
 * that has given an element all the same, the collector is given it, though it is cancelled, and is cancelled at its next
 * suspension. If the step fails of its interruption, what it had in hand is the stream's to keep or to lose. What came before
 * the stream gave an element happens before what follows its emission.
 *
 * What the stream throws is thrown in the collector as it is; what its `close` throws as well, or is added to the former as
 * suppressed.
 */
public fun <T> Stream<T>.asFlow(): Flow<T> = StreamFlow(this)

private class StreamFlow<T>(private val stream: Stream<T>) : Flow<T> {
    override suspend fun collect(collector: FlowCollector<T>) {
        val elements = stream.iterator() // refuses a second collection, which so does not close it for the first
        try {
            emitAll(elements, collector)
        } catch (e: Throwable) {
            closeAfter(e)
            throw e
        }
        close()
    }

    private suspend fun emitAll(elements: Iterator<T>, collector: FlowCollector<T>) {
        while (true) {
            coroutineContext.ensureActive()
            val next = toThreadKeepingValue { if (elements.hasNext()) Next(elements.next()) else null } ?: return
            collector.emit(next.value)
        }
    }

    private class Next<T>(val value: T)

    /** What the stream throws is not thrown through `withContext`, which might replace it by a copy. */
    private suspend fun close() = withContext(NonCancellable) {
        runCatching { toThread { stream.close() } }
    }.getOrThrow()

    private suspend fun closeAfter(failure: Throwable) {
        try {
            close()
        } catch (e: Throwable) {
            if (e !== failure) failure.addSuppressed(e)
        }
    }
}
