package dev.tandem.coroutines

/** Takes the items of a queue for a `for` loop; for use by one coroutine. */
public class JoinableQueueIterator<E : Any> internal constructor(private val queue: JoinableQueue<E>) {
    private var taken: E? = null

    /**
     * Suspends until there is another item, and takes it; false if the queue was shut down and is empty. Cancelling the
     * caller is as in [JoinableQueue.take].
     */
    public suspend operator fun hasNext(): Boolean {
        if (taken == null) {
            taken =
                try {
                    queue.take()
                } catch (e: QueueShutDownException) {
                    if (!queue.isShutdown) throw e // a comparator's
                    return false
                }
        }
        return true
    }

    /**
     * The item that [hasNext] took.
     *
     * @throws NoSuchElementException if it took none
     */
    public operator fun next(): E {
        val item = taken ?: throw NoSuchElementException("hasNext() took no item")
        taken = null
        return item
    }
}
