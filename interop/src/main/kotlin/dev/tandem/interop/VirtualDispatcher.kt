package dev.tandem.interop

import dev.tandem.threads.internal.IsolatedThreads
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlin.coroutines.CoroutineContext

/**
 * A dispatcher of virtual threads: coroutines may block in it, as many at once as they like.
 *
 * ```
 * suspend fun read(files: List<Path>): List<String> = withContext(Dispatchers.Virtual) {
 *     files.map { async { Files.readString(it) } }.awaitAll() // all at once, each blocks a virtual thread
 * }
 * ```
 *
 * Each time a coroutine goes on, it does so on a new virtual thread, at once, however many there are; so thread locals
 * do not outlast a suspension. The thread inherits none from the thread that resumes the coroutine, and its context class
 * loader is the system's. To limit how many run at once, take `Dispatchers.Virtual.limitedParallelism(n)`.
 * Cancelling a coroutine does not interrupt the thread that it blocks; [toThread] does that.
 *
 * Before Java 21 there are no virtual threads, and it is the threads of `Dispatchers.IO`, without its limit of 64:
 * daemons, as many as there are coroutines at work in them. So coroutines that block until others have run come to their
 * end there as well, though at the price of platform threads.
 *
 * It belongs to the whole program, has nothing to close and refuses nothing. What a coroutine did before it suspended
 * happens before what it does on the thread where it goes on.
 */
public val Dispatchers.Virtual: CoroutineDispatcher
    get() = dispatcher

private val dispatcher: CoroutineDispatcher =
    if (IsolatedThreads.areVirtual()) VirtualDispatcher else Dispatchers.IO.limitedParallelism(Int.MAX_VALUE, NAME)

private const val NAME = "Dispatchers.Virtual"

private object VirtualDispatcher : CoroutineDispatcher() {
    private val executor = IsolatedThreads.newExecutor(ClassLoader.getSystemClassLoader())

    override fun dispatch(context: CoroutineContext, block: Runnable) = executor.execute(block)

    override fun toString() = NAME
}
