package dev.tandem.interop

import dev.tandem.threads.VirtualThreads
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.DisposableHandle
import java.util.concurrent.Future
import kotlin.coroutines.EmptyCoroutineContext

/** One thread's wait for a [future] that cannot call back. Disposing of it ends the wait; [tell] is then not called. */
internal class FutureWait<T>(private val future: Future<T>, private val tell: (Result<T>) -> Unit) :
    Runnable,
    DisposableHandle {
    private val call = BlockingCall { future.outcome() }

    @Volatile
    private var disposed = false

    /** Whether [run] will not have to wait. */
    val isOver: Boolean
        get() = disposed || future.isDone

    override fun run() {
        call.run()
        val outcome = call.result
        if (!disposed && outcome != null) tell(outcome.getOrThrow())
    }

    override fun dispose() {
        disposed = true
        call.cancel()
    }
}

private val turns by lazy { TakingTurns(threads = 32) }

/** Has a thread wait: a virtual one of the wait's own, or before Java 21 one of a few that take turns. */
internal fun startWaiting(wait: FutureWait<*>) {
    if (VirtualThreads.isSupported()) {
        Dispatchers.Virtual.dispatch(EmptyCoroutineContext, wait)
    } else {
        turns.startWaiting(wait)
    }
}
