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
 * What the current thread runs: a coroutine that carries a [Mark], and what that coroutine holds up: the [outer] one that
 * blocks this thread, or another, to wait for it. So a thread that is about to wait for itself can tell.
 */
internal class Running private constructor(private val context: CoroutineContext, private val outer: Running?) {
    /** Makes a coroutine, and all that it starts, known to the threads that run it, as long as they do. */
    class Mark(private val blocked: Running?) : ThreadContextElement<Running?> {
        override val key: CoroutineContext.Key<Mark>
            get() = Mark

        override fun updateThreadContext(context: CoroutineContext): Running? {
            val outer = current.get()
            current.set(Running(context, outer ?: blocked))
            return outer
        }

        override fun restoreThreadContext(context: CoroutineContext, oldState: Running?) =
            if (oldState == null) current.remove() else current.set(oldState)

        companion object : CoroutineContext.Key<Mark>
    }

    companion object {
        private val current = ThreadLocal<Running?>()
        private val mark = Mark(null)

        /** The mark of a coroutine that nobody is known to wait for. */
        fun mark(): CoroutineContext = mark

        /** The mark of a coroutine for which this thread is going to wait. */
        fun markBlocking(): CoroutineContext = current.get()?.let { Mark(it) } ?: mark

        /** The contexts of the coroutines that this thread runs, or that wait for one of those, the innermost first. */
        private fun contexts(): Sequence<CoroutineContext> =
            generateSequence(current.get()) { it.outer }.map { it.context }

        /** @throws IllegalStateException if this thread runs a coroutine under [job] */
        @OptIn(ExperimentalCoroutinesApi::class)
        fun refuseUnder(job: Job) {
            val under = contexts().any { context -> generateSequence(context[Job]) { it.parent }.any { it === job } }
            check(!under) { "a coroutine of the scope cannot wait for all coroutines of the scope, itself included" }
        }

        /** @throws IllegalStateException if [dispatcher] needs a thread that waits for this one, as far as can be seen */
        fun refuseHeld(dispatcher: ContinuationInterceptor) {
            if (dispatcher === Dispatchers.Virtual) return
            val isMine =
                contexts().any { it[ContinuationInterceptor] == dispatcher } || dispatcher.isMainOfThisThread()
            check(!isMine) {
                "$dispatcher has this thread, ${Thread.currentThread().name}, and may need it for the coroutine " +
                    "that it would wait for; block in another context, or in none"
            }
        }

        private fun ContinuationInterceptor.isMainOfThisThread(): Boolean =
            this is MainCoroutineDispatcher && !immediate.isDispatchNeeded(this)
    }
}
