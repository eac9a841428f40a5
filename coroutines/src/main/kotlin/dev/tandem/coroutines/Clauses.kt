package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.selects.SelectBuilder
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlin.time.Duration

/**
 * Selects [block] with the next item of [queue] once there is one, or at once if it is there: [JoinableQueue.take] as a
 * clause of `select`. A queue that is shut down and empty has `select` throw [QueueShutDownException].
 *
 * If another clause is selected, or the caller is cancelled before [block] begins, nothing was taken, and the item goes
 * to the next waiter. Selects wait with takers, first come, first served. From the moment a select is woken until
 * [block] begins, an item is reserved for it, which [JoinableQueue.poll] does not see; a shutdown ends that, and the
 * item goes to the first that comes.
 */
public fun <E : Any, R> SelectBuilder<R>.onTake(queue: JoinableQueue<E>, block: suspend (E) -> R) {
    queue.state.run { monitor.clause(items, ::remove) }.invoke(block)
}

/**
 * Selects [block] when [item] has been put into [queue], once there is room for it, or at once if there is:
 * [JoinableQueue.put] as a clause of `select`. If the queue is, or meanwhile was, shut down, `select` throws
 * [QueueShutDownException], and nothing was put.
 *
 * If another clause is selected, or the caller is cancelled before [block] begins, nothing was put, and the room goes
 * to the next waiter. Selects wait with putters, first come, first served. From the moment a select is woken until
 * [block] begins, a place is reserved for it, which [JoinableQueue.offer] does not see.
 */
public fun <E : Any, R> SelectBuilder<R>.onPut(queue: JoinableQueue<E>, item: E, block: suspend () -> R) {
    queue.state.run { monitor.clause(places) { add(item) } }.invoke { block() }
}

/**
 * Selects [block] once [queue]'s unfinished count comes down to zero, or at once if it is: [JoinableQueue.join] as a
 * clause of `select`. A zero counts even if it is followed by another put before [block] begins.
 */
public fun <R> SelectBuilder<R>.onJoin(queue: JoinableQueue<*>, block: suspend () -> R) {
    (queue.state.nextZero() ?: COMPLETE).onJoin(block)
}

/**
 * Selects [block] once [event] is set, or at once if it is: [Event.await] as a clause of `select`. Selects wait with
 * coroutines, first come, first served, and a pulse counts for them too.
 *
 * If another clause is selected, or the caller is cancelled before [block] begins, nothing was changed.
 */
public fun <R> SelectBuilder<R>.onAwait(event: Event, block: suspend () -> R) {
    event.clause().invoke { block() }
}

private val COMPLETE: Job = CompletableDeferred(Unit)

/** Waits for this job for [timeout] at most; tells whether it is complete. There is nothing here that could be lost. */
@OptIn(ExperimentalCoroutinesApi::class) // onTimeout
internal suspend fun Job.joinWithin(timeout: Duration): Boolean = select {
    onJoin { true }
    onTimeout(timeout) { isCompleted }
}
