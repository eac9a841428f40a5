package dev.tandem.interop

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger

/** What a block and its test tell each other; found by its [id], which can be serialized, as latches cannot. */
internal class Play {
    val id = ids.incrementAndGet().also { plays[it] = this }
    val running = CountDownLatch(1)
    val interrupted = CountDownLatch(1)
    val mayEnd = CountDownLatch(1)
    val ended = CountDownLatch(1)

    @Volatile
    lateinit var thread: Thread

    /** Runs until it is interrupted, and then until it may end. */
    fun holdOut() = hold { mayEnd.await() }

    /** Runs until it is interrupted, and fails with that. */
    fun hold(onInterruption: (InterruptedException) -> Unit = { throw it }): String {
        thread = Thread.currentThread()
        running.countDown()
        try {
            mayEnd.await()
        } catch (e: InterruptedException) {
            interrupted.countDown()
            onInterruption(e)
        } finally {
            ended.countDown()
        }
        return "held"
    }

    companion object {
        private val ids = AtomicInteger()
        private val plays = ConcurrentHashMap<Int, Play>()

        operator fun get(id: Int): Play = plays.getValue(id)
    }
}
