package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
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
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.isActive
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.util.concurrent.AbstractExecutorService
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.random.Random
import kotlin.time.Duration.Companion.milliseconds

class RunInExecutorTest :
    FunSpec({
        extension(NoLeaks())

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
                val interrupted = CountDownLatch(1)
                val mayEnd = CountDownLatch(1)
                val caller =
                    launch(Dispatchers.Default) {
                        runInExecutor(executor) {
                            running.countDown()
                            try {
                                CountDownLatch(1).await()
                            } catch (_: InterruptedException) {
                                interrupted.countDown()
                                mayEnd.await()
                            }
                        }
                    }
                running.await(10, SECONDS) shouldBe true
                caller.cancel()
                interrupted.await(10, SECONDS) shouldBe true
                // whatever the caller could do by itself, it has had ample occasion to do
                withTimeoutOrNull(200.milliseconds) { caller.join() } shouldBe null
                mayEnd.countDown()
                caller.join()
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

        test("a caller that abandons goes on at once; the block is interrupted and left to itself") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val play = Play()
                val caller =
                    launch(Dispatchers.Default) {
                        runInExecutor(executor, abandonOnCancel = true) { play.holdOut() }
                    }
                play.running.await(10, SECONDS) shouldBe true
                caller.cancel()
                caller.join()
                play.ended.count shouldBe 1
                play.interrupted.await(10, SECONDS) shouldBe true
                play.mayEnd.countDown()
                play.ended.await(10, SECONDS) shouldBe true
            }
        }

        test("a caller that abandons before the block has begun makes sure that it never runs") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val mayGoOn = CountDownLatch(1)
                executor.execute { mayGoOn.await() }
                val runs = AtomicInteger()
                val caller =
                    launch(start = UNDISPATCHED) {
                        runInExecutor(executor, abandonOnCancel = true) { runs.incrementAndGet() }
                    }
                caller.cancel()
                caller.join()
                mayGoOn.countDown()
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
            val interruptedTasks = AtomicInteger()
            val random = Random(20_261_120)
            withExecutor(OneBareThread()) { executor ->
                repeat(2_000) {
                    val spins = random.nextInt(3_000)
                    val running = CountDownLatch(1)
                    val caller =
                        launch(Dispatchers.Default) {
                            runInExecutor(executor) {
                                running.countDown()
                                repeat(spins) { Thread.onSpinWait() }
                            }
                        }
                    running.await(10, SECONDS) shouldBe true
                    repeat(random.nextInt(3_000)) { Thread.onSpinWait() }
                    caller.cancel()
                    // a plain task, of somebody else's, on the same thread
                    val next =
                        executor.submit {
                            repeat(100) { if (Thread.interrupted()) interruptedTasks.incrementAndGet() }
                        }
                    next.get(10, SECONDS)
                    caller.join()
                }
            }
            interruptedTasks.get() shouldBe 0
        }

        test("a block whose executor fails after queueing it never runs") {
            withExecutor(Executors.newSingleThreadExecutor()) { executor ->
                val failing =
                    object : AbstractExecutorService() {
                        override fun execute(command: Runnable) {
                            executor.execute(command)
                            throw OutOfMemoryError("unable to create native thread")
                        }

                        override fun shutdown() = Unit

                        override fun shutdownNow() = emptyList<Runnable>()

                        override fun isShutdown() = false

                        override fun isTerminated() = false

                        override fun awaitTermination(timeout: Long, unit: TimeUnit) = true
                    }
                val mayGoOn = CountDownLatch(1)
                executor.execute { mayGoOn.await() }
                val runs = AtomicInteger()
                shouldThrow<OutOfMemoryError> { runInExecutor(failing) { runs.incrementAndGet() } }
                mayGoOn.countDown()
                runInExecutor(executor) { runs.get() } shouldBe 0
            }
        }

        test("a caller cancelled while the block ran inline does not return normally") {
            withExecutor(VirtualThreads.newExecutor()) { executor ->
                repeat(500) {
                    val caller =
                        async(Dispatchers.Default) {
                            val job = currentCoroutineContext().job
                            runInExecutor(executor) { job.cancel() }
                        }
                    shouldThrow<CancellationException> { caller.await() }
                }
            }
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
        bounded { body(executor) }
    } finally {
        executor.shutdownNow()
        executor.awaitTermination(10, SECONDS) shouldBe true
    }
}

/** Runs tasks one after another on one thread, and leaves the thread's interruption alone. */
private class OneBareThread : AbstractExecutorService() {
    private val tasks = LinkedBlockingQueue<Runnable>()
    private val end = Runnable {}
    private val thread =
        thread(name = "bare") {
            while (true) {
                val task = takeUninterruptibly()
                if (task === end) break
                task.run()
            }
        }

    private fun takeUninterruptibly(): Runnable {
        while (true) tasks.poll()?.let { return it } ?: Thread.onSpinWait()
    }

    override fun execute(command: Runnable) {
        tasks.put(command)
    }

    override fun shutdown() {
        tasks.put(end)
    }

    override fun shutdownNow(): List<Runnable> {
        shutdown()
        return emptyList()
    }

    override fun isShutdown() = !thread.isAlive

    override fun isTerminated() = !thread.isAlive

    override fun awaitTermination(timeout: Long, unit: TimeUnit): Boolean {
        thread.join(unit.toMillis(timeout))
        return !thread.isAlive
    }
}
