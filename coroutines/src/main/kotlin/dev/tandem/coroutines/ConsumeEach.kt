package dev.tandem.coroutines

/**
 * Takes items and calls [action] with each, until the queue is shut down and empty; says [JoinableQueue.taskDone] after
 * each, also if [action] throws, which ends it. Cancelling the caller between two items is as in [JoinableQueue.take].
 */
public suspend inline fun <E : Any> JoinableQueue<E>.consumeEach(action: (E) -> Unit) {
    for (item in this) {
        try {
            action(item)
        } finally {
            taskDone()
        }
    }
}
