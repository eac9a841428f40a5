package dev.tandem.interop

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Runnable
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/**
 * The dispatcher of a call that blocks its thread: that thread makes every step of the call's coroutines, in the order
 * in which they come. The steps wait in the thread's event loop, kotlinx's own, so that whatever else blocks the same
 * thread meanwhile, a call or `runBlocking`, makes them too: nothing waits for a step that only this thread can make.
 *
 * ```
 * Early ──enter──► a loop ──leave──► Left
 * ```
 *
 * Any thread may bring a step, at any moment; the blocked thread alone makes the transitions. Steps that come `Early`,
 * while the coroutine still runs for the first time, are kept until the thread enters its loop; so a call enters it first if
 * it may call foreign code, which could block the thread again for one of them. Those which the loop has
 * or gets when the thread has `Left`, of coroutines that outlive the call, go to [Dispatchers.Virtual].
 */
internal class BlockedThreadDispatcher : CoroutineDispatcher() {
    /** Steps that are waiting for the thread to enter its loop; the last one first. */
    private class Early(val step: Step, val before: Early?)

    /** An [Early] or null, the thread's loop, or [Left]. */
    @Volatile
    private var state: Any? = null

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        while (true) {
            when (val current = state) {
                is CoroutineDispatcher -> return current.dispatch(context, Step(block))
                Left -> return Dispatchers.Virtual.dispatch(context, block)
                else -> if (STATE.compareAndSet(this, current, Early(Step(block), current as Early?))) return
            }
        }
    }

    /** Takes this thread into its loop, unless it is in there. */
    fun enter() {
        if (state is CoroutineDispatcher) return
        val loop = EventLoops.enter()
        handOn(STATE.getAndSet(this, loop) as Early?, loop)
    }

    /** Gives [loop] the steps up to [last], the first one first. */
    private fun handOn(last: Early?, loop: CoroutineDispatcher) {
        if (last == null) return
        handOn(last.before, loop)
        loop.dispatch(EmptyCoroutineContext, last.step)
    }

    /** Runs the next task of this thread's loop; gives zero or less if there may be another, else how long there is none. */
    fun runNext(): Long = try {
        EventLoops.runNext(state as CoroutineDispatcher)
    } catch (e: Throwable) { // of a task that is no coroutine's: coroutines keep what they throw
        tellHandler(Thread.currentThread(), e)
        0
    }

    /** What the handler throws is ignored, as the JVM does. */
    private fun tellHandler(thread: Thread, failure: Throwable) {
        runCatching { thread.uncaughtExceptionHandler.uncaughtException(thread, failure) }
    }

    /** Says that this thread makes no more steps. */
    fun leave() {
        val last = STATE.getAndSet(this, Left)
        if (last is CoroutineDispatcher) EventLoops.leave(last) else handOn(last as Early?, Dispatchers.Virtual)
    }

    private inner class Step(private val block: Runnable) : Runnable {
        override fun run() =
            if (state === Left) Dispatchers.Virtual.dispatch(EmptyCoroutineContext, block) else block.run()
    }

    private object Left

    override fun toString() = "Suspend.block"

    private companion object {
        val STATE: AtomicReferenceFieldUpdater<BlockedThreadDispatcher, Any?> =
            AtomicReferenceFieldUpdater.newUpdater(BlockedThreadDispatcher::class.java, Any::class.java, "state")
    }
}
