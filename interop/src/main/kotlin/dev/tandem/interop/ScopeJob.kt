package dev.tandem.interop

import kotlinx.coroutines.AbstractCoroutine
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.InternalCoroutinesApi
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext

/** The job of a [SuspendScope], whose context is [given], with the job's parent, if it is to have one. */
internal fun scopeJob(given: CoroutineContext, failFast: Boolean): ScopeJob {
    val dispatcher = given[ContinuationInterceptor] ?: Dispatchers.Virtual
    val mark = given[SelfBlockCheck.Mark] ?: SelfBlockCheck.mark()
    return ScopeJob(given + dispatcher + mark, failFast)
}

/**
 * The parent of a scope's coroutines. Its own parent, if it has one, cancels it and waits for it, but hears of no failure.
 *
 * A child that fails leaves the others alone, as under a supervisor; or, if it is [failFast], cancels them, and the first
 * failure is kept, with the others suppressed in it.
 */
@OptIn(InternalCoroutinesApi::class)
internal class ScopeJob(context: CoroutineContext, private val failFast: Boolean) :
    AbstractCoroutine<Unit>(context, initParentJob = true, active = true) {
    private val isCompleting = AtomicBoolean()

    /** What a child has failed with, if one has; known when all have ended. */
    @Volatile
    var failure: Throwable? = null
        private set

    override val isScopedCoroutine: Boolean
        get() = true

    override fun childCancelled(cause: Throwable): Boolean =
        if (failFast) super.childCancelled(cause) else cause is CancellationException

    override fun onCancelled(cause: Throwable, handled: Boolean) {
        if (cause !is CancellationException) failure = cause
    }

    /** Says that the scope starts no more coroutines by itself: the job ends when its children have. */
    fun complete() {
        if (isCompleting.compareAndSet(false, true)) resumeWith(Result.success(Unit))
    }

    /** How many of its coroutines have not ended. */
    fun size(): Int = children.count()
}
