package dev.tandem.interop

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainCoroutineDispatcher
import kotlinx.coroutines.ThreadContextElement
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/**
 * Keeps a thread from waiting for itself, as far as that can be seen: of the coroutines that carry a [Mark], each thread
 * knows those that it runs, and those that wait for them, on this thread or on another.
 */
internal object SelfBlockCheck {
    private val current = ThreadLocal<Running?>()
    private val markOfNoWaiter = Mark(null)

    /** A marked coroutine that a thread runs, called from the one [beneath] if there is one. */
    class Running(val context: CoroutineContext, private val beneath: Running?, private val mark: Mark) {
        /** What this one holds up: the coroutine that blocks this thread, or another, to wait for it. */
        val outer: Running?
            get() = beneath ?: mark.waiting
    }

    /**
     * Makes a coroutine, and all that it starts, known to the threads that run it, as long as they do.
     *
     * @param blocked what waits for the coroutine, and blocks its thread
     */
    class Mark(@Volatile private var blocked: Running?) : ThreadContextElement<Running?> {
        val waiting: Running?
            get() = blocked

        override val key: CoroutineContext.Key<Mark>
            get() = Mark

        /** Says that the wait is over. */
        fun end() {
            if (blocked != null) blocked = null
        }

        override fun updateThreadContext(context: CoroutineContext): Running? {
            val beneath = current.get()
            current.set(Running(context, beneath, this))
            return beneath
        }

        override fun restoreThreadContext(context: CoroutineContext, oldState: Running?) =
            if (oldState == null) current.remove() else current.set(oldState)

        companion object : CoroutineContext.Key<Mark>
    }

    /** The mark of a coroutine that no thread is known to wait for. */
    fun mark(): CoroutineContext = markOfNoWaiter

    /**
     * The mark of a coroutine in [context] for which this thread is going to wait, until [Mark.end]. Without a context,
     * and in no marked coroutine, there is nothing to know: the thread makes every step that it waits for.
     */
    fun markBlocking(context: CoroutineContext): Mark? {
        val blocked = current.get()
        return if (blocked != null) {
            Mark(blocked)
        } else if (context === EmptyCoroutineContext) {
            null
        } else {
            markOfNoWaiter
        }
    }

    /** The contexts of the coroutines that this thread runs, or that wait for one of those, the innermost first. */
    private fun contexts(): Sequence<CoroutineContext> = generateSequence(current.get()) { it.outer }.map { it.context }

    /** @throws IllegalStateException if this thread runs a coroutine under [job] */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun refuseUnder(job: Job) {
        val under = contexts().any { context -> generateSequence(context[Job]) { it.parent }.any { it === job } }
        check(!under) { "a coroutine of the scope cannot wait for all coroutines of the scope, itself included" }
    }

    /** @throws IllegalStateException if [dispatcher] needs a thread that waits for this one, as far as can be seen */
    fun refuseHeld(dispatcher: ContinuationInterceptor) {
        if (needsNoThreadOfItsOwn(dispatcher)) return
        val isMine = contexts().any { it[ContinuationInterceptor] == dispatcher } || dispatcher.isMainOfThisThread()
        check(!isMine) {
            "$dispatcher has this thread, ${nameOfThread()}, and may need it for the coroutine " +
                "that it would wait for; block in another context, or in none"
        }
    }

    /** Whether a coroutine of [dispatcher] goes on whatever thread waits: on a new thread, or on the one that waits. */
    private fun needsNoThreadOfItsOwn(dispatcher: ContinuationInterceptor) =
        dispatcher === Dispatchers.Virtual || dispatcher === Dispatchers.Unconfined ||
            dispatcher is BlockedThreadDispatcher || EventLoops.isLoop(dispatcher)

    private fun ContinuationInterceptor.isMainOfThisThread(): Boolean = this is MainCoroutineDispatcher && try {
        !immediate.isDispatchNeeded(this)
    } catch (_: UnsupportedOperationException) { // it cannot tell
        false
    }

    /** What tells the current thread from others: its number, and its name if it has one, as few virtual threads do. */
    @Suppress("DEPRECATION") // threadId() is Java 19's
    fun nameOfThread(): String = Thread.currentThread().run { "#$id $name".trim() }
}
