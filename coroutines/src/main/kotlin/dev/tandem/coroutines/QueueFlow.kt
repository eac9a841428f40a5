package dev.tandem.coroutines

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector

/**
 * The items of this queue as a flow, which ends when the queue is shut down and empty. Whoever collects owes a
 * [JoinableQueue.taskDone] for each item that it was given; [consumeAsFlow] says it by itself.
 *
 * ```
 * suspend fun store(queue: JoinableQueue<Row>) =
 *     queue.asFlow().buffer(100).collect { row ->
 *         database.insert(row)
 *         queue.taskDone()
 *     }
 * ```
 *
 * The flow takes an item when its collector is ready for the next one, and no sooner. Several collectors, of this flow
 * or of others, share the queue's items; each item goes to one of them. They wait as those do that
 * [JoinableQueue.take].
 *
 * Cancelling the caller throws the `CancellationException`, and nothing was taken, but for what the collector was
 * given: if the caller is cancelled just as an item is taken, the collector still gets that item. So nothing is lost on
 * the way to `collect { }`, also behind `map { }`, `filter { }` or `take(n)`. An operator that keeps items on their way
 * (`buffer`, `flowOn`, `conflate`, `debounce`), or emits by itself (`transform { }`), drops what it holds when it is
 * cancelled; what it has dropped stays [unfinished][JoinableQueue.unfinished].
 */
public fun <E : Any> JoinableQueue<E>.asFlow(): Flow<E> = object : Flow<E> {
    // not flow { }, whose emit looks for a cancellation first, and would drop what was taken
    override suspend fun collect(collector: FlowCollector<E>) {
        for (item in this@asFlow) collector.emit(item)
    }
}

/**
 * The items of this queue as a flow, which ends when the queue is shut down and empty, and says
 * [JoinableQueue.taskDone] after each: [consumeEach] for those who want a flow. Nobody else owes one.
 *
 * ```
 * suspend fun total(prices: JoinableQueue<Int>): Int = prices.consumeAsFlow().fold(0) { sum, price -> sum + price }
 * ```
 *
 * An item is done when the collector has returned from it or has thrown, as one that ends early (`first()`, `take(n)`)
 * does. Operators that keep items on their way, such as `buffer` and `flowOn`, return from an item as soon as they have
 * it: if it is not done before their collector has dealt with it, use [asFlow].
 *
 * Cancelling the caller throws the `CancellationException`, and nothing was taken, as with [asFlow]. An item that the
 * collector was given and could not finish, as it was cancelled or has failed, is done all the same.
 */
public fun <E : Any> JoinableQueue<E>.consumeAsFlow(): Flow<E> = object : Flow<E> {
    override suspend fun collect(collector: FlowCollector<E>) {
        consumeEach { item -> collector.emit(item) }
    }
}

/**
 * Puts what this flow emits into [queue], item by item, suspending as long as there is no room; the flow goes on when
 * its item is in the queue.
 *
 * ```
 * suspend fun crawl(urls: Flow<String>) = coroutineScope {
 *     val queue = JoinableQueue.fifo<String>(capacity = 10)
 *     repeat(3) { launch { queue.consumeEach { url -> fetch(url) } } }
 *     urls.collectTo(queue, shutdownWhenDone = true) // then the workers end
 * }
 * ```
 *
 * Cancelling the caller throws the `CancellationException`, and the item that waited for room was not put; those before
 * it are in the queue. What came before an item was emitted happens before what follows taking it.
 *
 * @param shutdownWhenDone whether the queue is shut down when the flow has ended, in whichever way: by itself, with a
 *   failure, or by cancellation. Those who take then get what is there, and end
 * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; the item that waited was not put
 * @throws Throwable whatever the flow throws
 */
public suspend fun <E : Any> Flow<E>.collectTo(queue: JoinableQueue<in E>, shutdownWhenDone: Boolean = false) {
    try {
        collect { queue.put(it) }
    } finally {
        if (shutdownWhenDone) queue.shutdown()
    }
}
