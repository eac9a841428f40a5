package dev.tandem.interop

import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.ThreadPoolExecutor
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.locks.LockSupport

/**
 * Waits for any number of futures with no more than [threads] platform threads, for a JVM without virtual ones.
 *
 * Half of the threads wait for one future each, and learn of its end at once. Whatever is beyond them stands in a
 * crowd, and one thread makes rounds: it looks which are done, and gives the first of the others to threads that have
 * become free. The threads that remain tell of those that were found done, so that whoever is told, and blocks, does
 * not hold up the rounds. Between two rounds it rests for ten times as long as the last one took, but from 1 to 100
 * milliseconds: a crowd of up to a million costs about a tenth of one processor, and whoever is in it learns of the end
 * of his future a tenth of a second late at most.
 *
 * The threads are daemons of a pool of their own. Each wait starts one at most, and it ends after a second without work.
 */
internal class TakingTurns(threads: Int) {
    init {
        require(threads >= 4) { "threads must be at least 4: $threads" }
    }

    private val pool =
        ThreadPoolExecutor(threads, threads, 1, SECONDS, LinkedBlockingQueue(), ::newDaemon).apply {
            allowCoreThreadTimeOut(true)
        }

    /** How many more threads may wait for one future. */
    private val free = AtomicInteger(threads / 2)
    private val crowd = ConcurrentLinkedQueue<FutureWait<*>>()
    private val makesRounds = AtomicBoolean()

    /** Runs [wait] on one of the threads, now or once it is over. */
    fun startWaiting(wait: FutureWait<*>) {
        if (takeThread()) return giveThread(wait)
        crowd.add(wait)
        startRounds()
    }

    private fun takeThread(): Boolean = free.get() > 0 && free.getAndUpdate { if (it > 0) it - 1 else 0 } > 0

    private fun giveThread(wait: FutureWait<*>) = pool.execute {
        try {
            wait.run()
        } finally {
            free.incrementAndGet()
        }
    }

    private fun startRounds() {
        if (makesRounds.compareAndSet(false, true)) pool.execute(::makeRounds)
    }

    private fun makeRounds() {
        while (crowd.isNotEmpty()) {
            val began = System.nanoTime()
            makeRound()
            LockSupport.parkNanos((10 * (System.nanoTime() - began)).coerceIn(SHORTEST_REST_NANOS, LONGEST_REST_NANOS))
        }
        makesRounds.set(false)
        if (crowd.isNotEmpty()) startRounds() // somebody came too late for us, and too early to start the next
    }

    private fun makeRound() {
        val waits = crowd.iterator()
        for (wait in waits) {
            if (isOver(wait)) {
                waits.remove()
                pool.execute(wait)
            } else if (takeThread()) {
                waits.remove()
                giveThread(wait)
            }
        }
    }

    /** A foreign future that throws is over: whoever waits for it shall see what. */
    private fun isOver(wait: FutureWait<*>): Boolean = runCatching { wait.isOver }.getOrDefault(true)

    private companion object {
        /** A thread that takes nothing over from the one that happened to start it. */
        fun newDaemon(task: Runnable) = Thread(null, task, "tandem-futures", 0, false).apply { isDaemon = true }

        const val SHORTEST_REST_NANOS = 1_000_000L
        const val LONGEST_REST_NANOS = 100_000_000L
    }
}
