package dev.tandem.interop

import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.QueueShutDownException
import dev.tandem.fixtures.NoLeaks
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeSorted
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit.MINUTES
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicIntegerArray
import java.util.concurrent.locks.LockSupport
import kotlin.concurrent.thread
import kotlin.concurrent.withLock
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes

private const val THREADS = 8
private const val COROUTINES = 1_000

/** Eight threads and a thousand coroutines at one object, while some are interrupted and some cancelled. */
class MixedCrowdStressTest :
    FunSpec({
        extension(NoLeaks())

        val crowds =
            buildList {
                add(
                    Crowd("platform threads, Dispatchers.Default", Executors::defaultThreadFactory) {
                        Dispatchers.Default
                    },
                )
                add(Crowd("platform threads, a dispatcher of one thread", Executors::defaultThreadFactory))
                if (VirtualThreads.isSupported()) {
                    add(Crowd("virtual threads, a dispatcher of one thread", ::virtualThreadFactory))
                }
            }

        for (crowd in crowds) {
            test("a queue loses nothing: ${crowd.name}") { crowd.play { shareQueue() } }
            test("a lock excludes: ${crowd.name}") { crowd.play { shareLock() } }
            test("a semaphore holds its limit: ${crowd.name}") { crowd.play { shareSemaphore() } }
            test("a barrier keeps its rounds: ${crowd.name}") { crowd.play { shareBarrier() } }
        }
    })

private fun virtualThreadFactory() = java.util.concurrent.ThreadFactory { task ->
    val builder = Thread::class.java.getMethod("ofVirtual").invoke(null)
    Class.forName("java.lang.Thread\$Builder")
        .getMethod("unstarted", Runnable::class.java)
        .invoke(builder, task) as Thread
}

private class Crowd(
    val name: String,
    private val factory: () -> java.util.concurrent.ThreadFactory,
    private val dispatcher: (() -> CoroutineDispatcher)? = null,
) {
    fun play(act: suspend Scuffle.() -> Unit) {
        val one = if (dispatcher == null) Executors.newSingleThreadExecutor() else null
        val pool = Executors.newCachedThreadPool(factory())
        try {
            runBlocking(one?.asCoroutineDispatcher() ?: dispatcher!!()) {
                withTimeout(2.minutes) { coroutineScope { Scuffle(this, pool).act() } }
            }
        } finally {
            pool.shutdownNow()
            one?.shutdownNow()
            check(pool.awaitTermination(1, MINUTES)) { "a thread does not end" }
        }
    }
}

/** Starts threads that are interrupted, and coroutines that are cancelled, again and again. */
private class Scuffle(scope: CoroutineScope, private val pool: java.util.concurrent.ExecutorService) :
    CoroutineScope by scope {
    private val running = ConcurrentLinkedQueue<Thread>()

    /** Runs [body] in threads; what is interrupted in [attempt] is tried again. */
    fun threads(count: Int, body: (Int) -> Unit): List<Future<*>> = List(count) { number ->
        pool.submit {
            running += Thread.currentThread()
            try {
                body(number)
            } finally {
                running -= Thread.currentThread()
                Thread.interrupted()
            }
        }
    }

    /** Interrupts one thread after the other until [done]. */
    suspend fun harass(done: suspend () -> Unit) {
        val over = AtomicBoolean()
        val harasser =
            thread(name = "harasser") {
                while (!over.get()) {
                    running.forEach { it.interrupt() }
                    LockSupport.parkNanos(300_000)
                }
            }
        try {
            done()
        } finally {
            over.set(true)
            harasser.join()
        }
    }
}

/** Makes the call again and again until it was not interrupted. */
private inline fun <T> attempt(call: () -> T): T {
    while (true) {
        try {
            return call()
        } catch (_: InterruptedException) {
            // what throws has done nothing
        }
    }
}

/** Makes the call, and one time out of four cancels it on its way; then makes it again. */
private suspend fun CoroutineScope.attempt(random: Random, call: suspend () -> Unit) {
    while (random.nextInt(4) == 0) {
        var outcome: Result<Unit>? = null
        val attempt = launch(start = UNDISPATCHED) { outcome = runCatching { call() } }
        repeat(random.nextInt(3)) { yield() }
        attempt.cancel()
        attempt.join()
        val thrown = outcome?.exceptionOrNull()
        if (thrown == null) return
        if (thrown !is CancellationException) throw thrown
    }
    call()
}

private suspend fun List<Future<*>>.awaitAll() = forEach { it.awaitShared() }

private suspend fun Scuffle.shareQueue() {
    val perThread = 2_000
    val perCoroutine = 20
    val queue = JoinableQueue.fifo<Int>(16)
    val face = queue.asBlockingQueue()
    val items = THREADS / 2 * perThread + COROUTINES / 2 * perCoroutine
    val taken = AtomicIntegerArray(items)
    val seenByThread = List(THREADS / 2) { mutableListOf<Int>() }
    harass {
        val takers =
            threads(THREADS / 2) { number ->
                try {
                    while (true) {
                        val item = attempt { face.take() }
                        seenByThread[number] += item
                        taken.incrementAndGet(item)
                        face.taskDone()
                    }
                } catch (_: dev.tandem.threads.QueueShutDownException) {
                }
            }
        val takingCoroutines =
            List(COROUTINES / 2) { seed ->
                launch {
                    val random = Random(seed)
                    try {
                        while (true) {
                            attempt(random) {
                                taken.incrementAndGet(queue.take())
                                queue.taskDone()
                            }
                        }
                    } catch (_: QueueShutDownException) {
                    }
                }
            }
        val putters =
            threads(THREADS / 2) { number ->
                repeat(perThread) { i -> attempt { face.put(number * perThread + i) } }
            }
        val puttingCoroutines =
            List(COROUTINES / 2) { number ->
                launch {
                    val random = Random(-number)
                    val first = THREADS / 2 * perThread + number * perCoroutine
                    repeat(perCoroutine) { i -> attempt(random) { queue.put(first + i) } }
                }
            }
        putters.awaitAll()
        puttingCoroutines.forEach { it.join() }
        queue.join()
        queue.shutdown()
        takers.awaitAll()
        takingCoroutines.forEach { it.join() }
    }
    withClue("items lost, or taken twice") { (0..<items).count { taken[it] != 1 } shouldBe 0 }
    // first in, first out: what one thread takes of one thread's items comes in their order
    for (seen in seenByThread) {
        for (number in 0..<THREADS / 2) seen.filter { it / perThread == number }.shouldBeSorted()
    }
    queue.unfinished shouldBe 0
}

private suspend fun Scuffle.shareLock() {
    val mutex = Mutex()
    val lock = mutex.asLock()
    var count = 0 // guarded by the mutex, and nothing else
    harass {
        val threads =
            threads(THREADS) {
                repeat(1_000) { attempt { lock.lockInterruptibly() }.also { count++ }.also { lock.unlock() } }
            }
        val coroutines =
            List(COROUTINES) { seed ->
                launch {
                    val random = Random(seed)
                    repeat(20) { attempt(random) { mutex.withLock { count++ } } }
                }
            }
        threads.awaitAll()
        coroutines.forEach { it.join() }
    }
    lock.withLock { count } shouldBe THREADS * 1_000 + COROUTINES * 20
}

private suspend fun Scuffle.shareSemaphore() {
    val limit = 3
    val semaphore = Semaphore(limit)
    val face = semaphore.asBlockingSemaphore()
    val inside = AtomicInteger()
    val most = AtomicInteger()
    val passed = AtomicInteger()

    fun pass() {
        most.accumulateAndGet(inside.incrementAndGet(), ::maxOf)
        passed.incrementAndGet()
        inside.decrementAndGet()
    }
    harass {
        val threads = threads(THREADS) { repeat(1_000) { attempt { face.withPermit { pass() } } } }
        val coroutines =
            List(COROUTINES) { seed ->
                launch {
                    val random = Random(seed)
                    repeat(20) { attempt(random) { semaphore.withPermit { pass() } } }
                }
            }
        threads.awaitAll()
        coroutines.forEach { it.join() }
    }
    most.get() shouldBeLessThanOrEqual limit
    passed.get() shouldBe THREADS * 1_000 + COROUTINES * 20
    semaphore.availablePermits shouldBe limit
}

private suspend fun Scuffle.shareBarrier() {
    val rounds = 20
    val barrier = Barrier(THREADS + COROUTINES)
    val arrivals = List(rounds) { AtomicIntegerArray(THREADS + COROUTINES) }
    val threads =
        threads(THREADS) {
            repeat(rounds) { round -> arrivals[round].incrementAndGet(barrier.asBlockingBarrier().await()) }
        }
    val coroutines =
        List(COROUTINES) {
            launch { repeat(rounds) { round -> arrivals[round].incrementAndGet(barrier.await()) } }
        }
    threads.awaitAll()
    coroutines.forEach { it.join() }
    for (arrival in arrivals) (0..<THREADS + COROUTINES).all { arrival[it] == 1 } shouldBe true
    barrier.waiting shouldBe 0
}
