package dev.tandem.coroutines

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.asCoroutineDispatcher
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** A dispatcher whose coroutines go on on the thread `first`, and after [change] on the thread `second`. */
internal class TwoThreads : AutoCloseable {
    private val first = executor("first")
    private val second = executor("second")

    init {
        // both are there before anything is recorded: the recorder may not know one that starts meanwhile by name
        listOf(first, second).forEach { it.submit {}.get() }
    }

    @Volatile
    private var now = first

    val dispatcher: CoroutineDispatcher = Executor { now.execute(it) }.asCoroutineDispatcher()

    fun change() {
        now = second
    }

    override fun close() {
        first.shutdown()
        second.shutdown()
    }

    private fun executor(name: String) =
        Executors.newSingleThreadExecutor { Thread(it, name).apply { isDaemon = true } }
}
