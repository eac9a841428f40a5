package dev.tandem.interop

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainCoroutineDispatcher
import kotlinx.coroutines.ThreadContextElement
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext

/**
 * What the current thread runs: a coroutine that carries the [Mark], and, if that blocks the thread with another one
 * inside, the [outer] one. So a thread that is about to wait for itself can tell.
 */
internal class Running private constructor(private val context: CoroutineContext, private val outer: Running?) {
    /** Makes a coroutine, and all that it starts, known to the threads that run it, as long as they do. */
    object Mark : ThreadContextElement<Running?>, CoroutineContext.Key<Mark> {
        override val key: CoroutineContext.Key<Mark>
            get() = this

        override fun updateThreadContext(context: CoroutineContext): Running? {
            val outer = current.get()
            current.set(Running(context, outer))
            return outer
        }

        override fun restoreThreadContext(context: CoroutineContext, oldState: Running?) =
            if (oldState == null) current.remove() else current.set(oldState)
    }

    companion object {
        private val current = ThreadLocal<Running?>()

        /** The contexts of the coroutines that this thread runs, the innermost first. */
        private fun contexts(): Sequence<CoroutineContext> = generateSequence(current.get()) {
            it.outer
        }.map { it.context }

        /** @throws IllegalStateException if this thread runs a coroutine under [job] */
        @OptIn(ExperimentalCoroutinesApi::class)
        fun refuseUnder(job: Job) {
            val under = contexts().any { context -> generateSequence(context[Job]) { it.parent }.any { it === job } }
            check(!under) { "a coroutine of the scope cannot wait for all coroutines of the scope, itself included" }
        }

        /**
         * @throws IllegalArgumentException if [dispatcher] may need any thread
         * @throws IllegalStateException if [dispatcher] needs this thread, as far as that can be seen
         */
        fun refuseFor(dispatcher: ContinuationInterceptor) {
            require(dispatcher !== Dispatchers.Unconfined) { "$dispatcher may need the very thread that is blocked" }
            if (dispatcher === Dispatchers.Virtual) return
            val isMine =
                contexts().any { it[ContinuationInterceptor] === dispatcher } || dispatcher.isMainOfThisThread()
            check(!isMine) {
                "$dispatcher has this thread, ${Thread.currentThread().name}, and may need it for the coroutine " +
                    "that it would wait for; block in another context, or in none"
            }
        }

        private fun ContinuationInterceptor.isMainOfThisThread(): Boolean =
            this is MainCoroutineDispatcher && !immediate.isDispatchNeeded(this)
    }
}
