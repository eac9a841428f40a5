package dev.tandem.interop

import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

class RunInExecutorTest :
    FunSpec({
        test("gives what the block returns, null included") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                runInExecutor(executor) { 42 } shouldBe 42
                runInExecutor<String?>(executor) { null } shouldBe null
            }
        }

        test("runs the block on a thread of the executor") {
            withExecutor(Executors.newSingleThreadExecutor { Thread(it, "worker-0") }) { executor ->
                runInExecutor(executor) { Thread.currentThread().name } shouldBe "worker-0"
            }
        }

        test("throws the very exception that the block threw") {
            val failure = IOException("disk full")
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val thrown = shouldThrow<IOException> { runInExecutor(executor) { throw failure } }
                thrown shouldBeSameInstanceAs failure
            }
        }

        test("a rejected execution is the caller's exception, and the caller is not cancelled") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                executor.shutdown()
                shouldThrow<RejectedExecutionException> { runInExecutor(executor) { 42 } }
                coroutineScope { isActive } shouldBe true
            }
        }

        test("cancelling interrupts the running block and waits for it to end") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val running = CountDownLatch(1)
                val mayEnd = CountDownLatch(1)
                val events = mutableListOf<String>()
                val caller =
                    launch(Dispatchers.Default) {
                        try {
                            runInExecutor(executor) {
                                running.countDown()
                                try {
                                    CountDownLatch(1).await()
                                } catch (_: InterruptedException) {
                                    mayEnd.await()
                                    synchronized(events) { events += "block ended" }
                                }
                            }
                        } finally {
                            synchronized(events) { events += "caller went on" }
                        }
                    }
                running.await(10, SECONDS) shouldBe true
                caller.cancel()
                mayEnd.countDown()
                caller.join()
                synchronized(events) { events.toList() } shouldBe listOf("block ended", "caller went on")
            }
        }

        test("cancelling before the block has begun makes sure that it never runs") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val mayGoOn = CountDownLatch(1)
                executor.execute { mayGoOn.await() }
                val runs = AtomicInteger()
                val caller = launch(start = UNDISPATCHED) { runInExecutor(executor) { runs.incrementAndGet() } }
                caller.cancel()
                caller.join()
                mayGoOn.countDown()
                runInExecutor(executor) { runs.get() } shouldBe 0
            }
        }

        test("a caller cancelled already submits nothing") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val runs = AtomicInteger()
                val caller =
                    launch {
                        coroutineContext[kotlinx.coroutines.Job]!!.cancel()
                        runInExecutor(executor) { runs.incrementAndGet() }
                    }
                caller.join()
                runInExecutor(executor) { runs.get() } shouldBe 0
            }
        }

        test("the first cancellation is the one that comes out") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val running = CountDownLatch(1)
                val caller =
                    async(Dispatchers.Default) {
                        runInExecutor(executor) {
                            running.countDown()
                            CountDownLatch(1).await()
                        }
                    }
                running.await(10, SECONDS) shouldBe true
                caller.cancel(CancellationException("first"))
                caller.cancel(CancellationException("second"))
                shouldThrow<CancellationException> { caller.await() }.message shouldBe "first"
            }
        }

        test("an interruption never reaches the executor's next task") {
            val interruptedAtStart = AtomicInteger()
            val completed = AtomicInteger()
            val cancelled = AtomicInteger()
            val random = Random(20_261_120)
            withExecutor(Executors.newFixedThreadPool(2)) { executor ->
                repeat(200) {
                    val spins = List(50) { random.nextInt(2_000) }
                    val callers =
                        spins.map { spin ->
                            async(Dispatchers.Default) {
                                try {
                                    runInExecutor(executor) {
                                        if (Thread.currentThread().isInterrupted) interruptedAtStart.incrementAndGet()
                                        repeat(spin) { Thread.onSpinWait() }
                                    }
                                    completed.incrementAndGet()
                                } catch (e: CancellationException) {
                                    cancelled.incrementAndGet()
                                    throw e
                                }
                            }
                        }
                    callers.forEachIndexed { i, caller -> if (i % 2 == 0) caller.cancel() }
                    callers.filterIndexed { i, _ -> i % 2 == 1 }.awaitAll()
                    callers.forEach { it.join() }
                }
            }
            interruptedAtStart.get() shouldBe 0
            (completed.get() >= 200 * 25) shouldBe true
        }

        test("many calls run at once on an executor without a limit") {
            withExecutor(VirtualThreads.newExecutor()) { executor ->
                val allHere = CountDownLatch(200)
                val results =
                    List(200) { i ->
                        async {
                            runInExecutor(executor) {
                                allHere.countDown()
                                allHere.await()
                                i
                            }
                        }
                    }.awaitAll()
                results shouldBe (0..<200).toList()
            }
        }
    })

/** Bounds [body] and ends [executor] with it: a hang is a failure. */
private fun withExecutor(
    executor: ExecutorService,
    body: suspend kotlinx.coroutines.CoroutineScope.(ExecutorService) -> Unit,
) {
    try {
        runBlocking { withTimeout(60.seconds) { body(executor) } }
    } finally {
        executor.shutdownNow()
        executor.awaitTermination(10, SECONDS) shouldBe true
    }
}
