package dev.tandem.coroutines

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Runnable
import kotlin.coroutines.CoroutineContext

/** A dispatcher that takes nothing any more, as that of an executor which was shut down. */
internal object FailingDispatcher : CoroutineDispatcher() {
    override fun dispatch(context: CoroutineContext, block: Runnable) = throw ArithmeticException("closed")
}

/** Makes a step in a thread of its own; gives what went to that thread's handler of exceptions. */
internal fun reportedBy(step: () -> Unit): List<Throwable> {
    val reported = mutableListOf<Throwable>()
    val thread = Thread(step)
    thread.setUncaughtExceptionHandler { _, e -> reported += e }
    thread.start()
    thread.join(10_000)
    check(!thread.isAlive) { "the step has not ended" }
    return reported
}
