package dev.tandem.interop.benchmarks

import dev.tandem.coroutines.JoinableQueue
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Suspend functions to wait for, and `runBlocking`, as Kotlin calls it. */
object Steps {
    /** Yields so many times. */
    suspend fun yields(times: Int): Int {
        repeat(times) { yield() }
        return times
    }

    @JvmStatic
    fun runBlockingYields(times: Int): Int = runBlocking { yields(times) }

    /** Puts and takes so many items, one by one. */
    @JvmStatic
    fun putAndTake(items: Int): Int = runBlocking {
        val queue = JoinableQueue.fifo<Int>()
        repeat(items) {
            queue.put(it)
            queue.take()
        }
        items
    }

    /** Hands so many items over, through a queue that has room for one. */
    @JvmStatic
    fun handOver(items: Int): Int = runBlocking {
        val queue = JoinableQueue.fifo<Int>(1)
        launch { repeat(items) { queue.put(it) } }
        repeat(items) { queue.take() }
        items
    }
}
