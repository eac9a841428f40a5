package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.isDoneWithin
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.io.IOException
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.coroutines.ContinuationInterceptor
import kotlin.time.Duration.Companion.milliseconds

/** A call that is given up and does not end, because the thread that waits for it is needed: on each kind of thread. */
class BlockDesertionTest :
    FunSpec({
        extension(NoLeaks())

        for ((kind, executor) in kinds) {
            test(
                "on $kind: the first interruption cancels, the second ends the call, and the coroutine is left cancelled",
            ) {
                val scene = Needed()
                val caller = TestThread.start(executor) { MailReader.block(scene.mail) }
                scene.cancelBy { caller.interruptBlocked() }
                caller.interruptBlocked()
                shouldThrow<InterruptedException> { caller.result() }.message!!.let {
                    it shouldContain "interrupted, and the coroutine, which was cancelled, has not ended"
                    it shouldContain Regex("this very thread, [^,]+, which")
                }
                scene.isLeftCancelled()
            }

            test("on $kind: the end of the time cancels, and a second after it the call ends") {
                val scene = Needed()
                val start = System.nanoTime()
                val caller = TestThread.start(executor) { MailReader.block(Duration.ofMillis(20), scene.mail) }
                shouldThrow<TimeoutException> { caller.result() }.message!! shouldContain
                    "not done within 20ms, and the coroutine, which was cancelled, has not ended"
                (System.nanoTime() - start >= 1_020_000_000) shouldBe true
                scene.isLeftCancelled()
            }

            test("on $kind: an interruption after the end of the time waits for the grace, and stays set") {
                val scene = Needed()
                val caller =
                    TestThread.start(executor) {
                        runCatching { MailReader.block(Duration.ofMillis(20), scene.mail) } to Thread.interrupted()
                    }
                scene.cancelBy {}
                caller.interruptBlocked()
                val (outcome, interrupted) = caller.result()
                shouldThrow<TimeoutException> { outcome.getOrThrow() }
                interrupted shouldBe true
                scene.isLeftCancelled()
            }

            test("on $kind: a function that yields for ever hears the end of the time") {
                val caller =
                    TestThread.start(executor) {
                        MailReader.block(Duration.ofMillis(20)) {
                            while (true) yield()
                            null
                        }
                    }
                shouldThrow<TimeoutException> { caller.result() }.message shouldBe "not done within 20ms"
            }

            test("on $kind: close is interrupted, and again, and says that it leaves coroutines that have not ended") {
                val scene = Needed()
                val scope = SuspendScope.open(scene.dispatcher)
                scope.launch { error("it ran") }
                val caller =
                    TestThread.start(executor) {
                        runCatching { scope.close() } to Thread.interrupted()
                    }
                caller.interruptBlocked()
                while (!scope.toString().startsWith("SuspendScope[cancelled")) Thread.onSpinWait()
                caller.interruptBlocked()
                val (outcome, interrupted) = caller.result()
                shouldThrow<IllegalStateException> { outcome.getOrThrow() }.message!! shouldContain
                    "the coroutines of SuspendScope[cancelled, coroutines = 1], which were cancelled, have not ended"
                interrupted shouldBe true
                scene.runTasks()
                scope.close()
            }
        }

        test("a value that comes within the grace is returned") {
            val gate = Gate<String?>()
            val caller = TestThread.start {
                MailReader.block(Duration.ZERO) { withContext(NonCancellable) { gate.pass() } }
            }
            gate.reached()
            caller.isDoneWithin(100.milliseconds) shouldBe false
            gate.open("letter")
            caller.result() shouldBe "letter"
        }

        test("a failure of a coroutine that was left reaches the exception handler of its context") {
            val failed = CompletableFuture<Throwable>()
            val handler = CoroutineExceptionHandler { _, e -> failed.complete(e) }
            val gate = Gate<String?>()
            val caller =
                TestThread.start {
                    MailReader.block(handler, Duration.ZERO) {
                        withContext(NonCancellable) { gate.pass() }
                        throw IOException("disk full")
                    }
                }
            shouldThrow<TimeoutException> { caller.result() }
            gate.open(null)
            failed.get(10, SECONDS).message shouldBe "disk full"
        }

        test("what a coroutine that was left still does is done on other threads") {
            val gate = Gate<String?>()
            val thread = CompletableFuture<Thread>()
            val caller =
                TestThread.start {
                    MailReader.block(Duration.ZERO) {
                        withContext(NonCancellable) { gate.pass() }
                        thread.complete(Thread.currentThread())
                        null
                    }
                }
            shouldThrow<TimeoutException> { caller.result() }
            gate.open(null)
            (thread.get(10, SECONDS) === caller.thread()) shouldBe false
        }

        test("a job above is told of the end of a coroutine that was left") {
            val job = Job()
            val gate = Gate<String?>()
            val caller = TestThread.start {
                MailReader.block(job, Duration.ZERO) { withContext(NonCancellable) { gate.pass() } }
            }
            shouldThrow<TimeoutException> { caller.result() }
            job.children.count() shouldBe 1
            gate.open(null)
            bounded { job.children.forEach { it.join() } }
        }

        test("an exception of a task that is no coroutine's reaches the thread's handler, and the wait goes on") {
            val failed = CompletableFuture<Throwable>()
            val caller =
                TestThread.start {
                    Thread.currentThread().setUncaughtExceptionHandler { _, e -> failed.complete(e) }
                    MailReader.block {
                        val dispatcher = currentCoroutineContext()[ContinuationInterceptor] as CoroutineDispatcher
                        dispatcher.asExecutor().execute { throw AssertionError("out of order") }
                        yield()
                        "letter"
                    }
                }
            caller.result() shouldBe "letter"
            failed.get(10, SECONDS).message shouldBe "out of order"
        }

        test("a thread's handler that throws does not end the wait") {
            val caller =
                TestThread.start {
                    Thread.currentThread().setUncaughtExceptionHandler { _, _ -> error("the handler, too") }
                    MailReader.block {
                        val dispatcher = currentCoroutineContext()[ContinuationInterceptor] as CoroutineDispatcher
                        dispatcher.asExecutor().execute { throw AssertionError("out of order") }
                        yield()
                        "letter"
                    }
                }
            caller.result() shouldBe "letter"
        }

        test("a function that computes, and looks whether it is active, hears the end of the time") {
            val caller =
                TestThread.start {
                    MailReader.block(Duration.ofMillis(20)) {
                        while (true) currentCoroutineContext().ensureActive()
                        null
                    }
                }
            shouldThrow<TimeoutException> { caller.result() }.message shouldBe "not done within 20ms"
        }

        test("a child that computes hears the end of the time, and another's value is returned") {
            val caller =
                TestThread.start {
                    MailReader.block(Duration.ofMillis(20)) {
                        CoroutineScope(currentCoroutineContext()).launch { while (isActive) Thread.onSpinWait() }
                        "letter"
                    }
                }
            caller.result() shouldBe "letter"
        }

        test("blocking code on this very thread is interrupted at the end of the time, if it is interruptible") {
            val caller =
                TestThread.start {
                    MailReader.block(Duration.ofMillis(20)) {
                        runInterruptible { CountDownLatch(1).await() }
                        null
                    }
                }
            shouldThrow<TimeoutException> { caller.result() }
        }

        test("an interruption is heard between long steps, however many have come") {
            val steps = AtomicInteger()
            val caller =
                TestThread.start {
                    MailReader.block(
                        longSteps {
                            steps.incrementAndGet()
                            Thread.currentThread().interrupt()
                        },
                    )
                }
            shouldThrow<InterruptedException> { caller.result() }
            (steps.get() < 20) shouldBe true
        }

        test("the end of the time is heard between long steps, however many have come") {
            val late = AtomicInteger()
            val end = System.nanoTime() + 100_000_000
            val mail = longSteps { if (System.nanoTime() > end) late.incrementAndGet() }
            shouldThrow<TimeoutException> {
                TestThread.start { MailReader.block(Duration.ofMillis(20), mail) }.result()
            }
            (late.get() < 20) shouldBe true
        }
    })

/** A coroutine that cannot end unless somebody runs its dispatcher's tasks, as if that were the blocked thread. */
private class Needed {
    private val tasks = LinkedBlockingQueue<Runnable>()
    private val cancelled = CountDownLatch(1)
    private val left = CompletableDeferred<Job>()
    val dispatcher = Executor(tasks::put)

    val mail =
        Mail {
            left.complete(currentCoroutineContext()[Job]!!)
            CoroutineScope(currentCoroutineContext()).launch(start = UNDISPATCHED) {
                try {
                    awaitCancellation()
                } finally {
                    cancelled.countDown()
                }
            }
            withContext(dispatcher.asCoroutineDispatcher()) { awaitCancellation() }
        }

    fun cancelBy(cause: () -> Unit) {
        bounded { left.await() }
        cause()
        cancelled.await(10, SECONDS) shouldBe true
    }

    fun runTasks() = generateSequence { tasks.poll() }.forEach { it.run() }

    fun isLeftCancelled() = bounded {
        val job = left.await()
        job.isCancelled shouldBe true
        job.isCompleted shouldBe false
        runTasks()
        job.join()
    }
}

/** A function that yields for ever, and computes for 20 ms between two times. */
private fun longSteps(step: () -> Unit) = Mail {
    while (true) {
        val end = System.nanoTime() + 20_000_000
        while (System.nanoTime() < end) Thread.onSpinWait()
        step()
        yield()
    }
    null
}

private fun TestThread<*>.interruptBlocked() = untilItWaits().interrupt()

private val kinds: Map<String, Executor> =
    mapOf(
        "a platform thread" to Executor { thread(isDaemon = true, block = it::run) },
        "a thread of Dispatchers.Virtual" to Dispatchers.Virtual.asExecutor(),
        "a worker of a ForkJoinPool" to ForkJoinPool.commonPool(),
        "a worker of Dispatchers.Default" to Dispatchers.Default.asExecutor(),
    )
