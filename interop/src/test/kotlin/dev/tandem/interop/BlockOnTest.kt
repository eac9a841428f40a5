package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.isDoneWithin
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.io.IOException
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.resume
import kotlin.random.Random
import kotlin.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

class BlockOnTest :
    FunSpec({
        test("a block that does not suspend runs on the calling thread, and its result is the call's") {
            blockOn { Thread.currentThread() } shouldBeSameInstanceAs Thread.currentThread()
            blockOn<String?> { null } shouldBe null
        }

        test("a block goes on on the calling thread, whoever resumes it") {
            val gate = Gate<Int>()
            val caller =
                TestThread.start {
                    blockOn {
                        gate.pass()
                        Thread.currentThread()
                    }
                }
            gate.open(42)
            caller.result() shouldBeSameInstanceAs caller.thread()
        }

        test("a coroutine that outlives the block which started it goes on without the thread") {
            val gate = Gate<Int>()
            val caller =
                TestThread.start {
                    blockOn {
                        CoroutineScope(currentCoroutineContext().minusKey(Job)).async {
                            gate.pass()
                            Thread.currentThread()
                        }
                    }
                }
            val started = caller.result()
            gate.open(42)
            bounded { started.await() } shouldNotBe caller.thread()
        }

        test("the completion handlers of the block's job have run when the call returns, however busy its thread is") {
            val (childMayEnd, handlerRuns, handlerMayEnd) = List(3) { CountDownLatch(1) }
            val threadIsBusy = CompletableDeferred<Unit>()
            val caller =
                TestThread.start {
                    lateinit var busy: Job
                    blockOn {
                        val context = currentCoroutineContext()
                        context.job.invokeOnCompletion {
                            handlerRuns.countDown()
                            handlerMayEnd.await(10, SECONDS)
                        }
                        busy =
                            CoroutineScope(context.minusKey(Job)).launch {
                                threadIsBusy.complete(Unit) // and so the block has returned
                                while (true) yield()
                            }
                        CoroutineScope(context).launch(Dispatchers.IO) { childMayEnd.await(10, SECONDS) }
                    }
                    busy.cancel()
                }
            bounded { threadIsBusy.await() }
            childMayEnd.countDown()
            handlerRuns.await(10, SECONDS) shouldBe true
            caller.isDoneWithin(100.milliseconds) shouldBe false
            handlerMayEnd.countDown()
            caller.result()
        }

        test("a block that suspends is waited for") {
            val gate = Gate<Int>()
            val caller = TestThread.start { blockOn { gate.pass() } }
            gate.open(42)
            caller.result() shouldBe 42
        }

        test("the very exception that the block throws comes out, before and after it suspended") {
            val failure = IOException("disk full")
            shouldThrow<IOException> { blockOn { throw failure } } shouldBeSameInstanceAs failure
            val gate = Gate<Int>()
            val caller =
                TestThread.start {
                    blockOn {
                        gate.pass()
                        throw failure
                    }
                }
            gate.open(42)
            shouldThrow<IOException> { caller.result() } shouldBeSameInstanceAs failure
        }

        test("a CancellationException of the block's own comes out as it is") {
            val cancellation = CancellationException("my own")
            shouldThrow<CancellationException> { blockOn { throw cancellation } } shouldBeSameInstanceAs cancellation
        }

        test("a block resumed on its way into suspension, by the calling thread itself, does not hang") {
            val caller = TestThread.start { blockOn { suspendCancellableCoroutine { it.resume(42) } } }
            caller.result() shouldBe 42
        }

        test("a thread that is interrupted already does not begin") {
            val begun = AtomicInteger()
            val caller =
                TestThread.start {
                    Thread.currentThread().interrupt()
                    try {
                        blockOn { begun.incrementAndGet() }
                    } finally {
                        Thread.interrupted() shouldBe false
                    }
                }
            shouldThrow<InterruptedException> { caller.result() }
            begun.get() shouldBe 0
        }

        test("an interruption cancels the block, waits for its end, and clears itself") {
            val gate = Gate<Int>()
            val cancelled = CountDownLatch(1)
            val mayEnd = CompletableDeferred<Unit>()
            val caller =
                TestThread.start {
                    try {
                        blockOn {
                            try {
                                gate.pass()
                            } finally {
                                cancelled.countDown()
                                withContext(NonCancellable) { mayEnd.await() }
                            }
                        }
                    } finally {
                        Thread.interrupted() shouldBe false
                    }
                }
            gate.reached()
            caller.interrupt()
            cancelled.await(10, SECONDS) shouldBe true
            caller.isDoneWithin(200.milliseconds) shouldBe false
            mayEnd.complete(Unit)
            shouldThrow<InterruptedException> { caller.result() }
        }

        test("a value that came in spite of the interruption is returned, and the interruption stays set") {
            val gate = Gate<Int>()
            val caller =
                TestThread.start {
                    val value = blockOn { withContext(NonCancellable) { gate.pass() } }
                    value to Thread.interrupted()
                }
            gate.reached()
            caller.interrupt()
            caller.isDoneWithin(200.milliseconds) shouldBe false
            gate.open(42)
            caller.result() shouldBe (42 to true)
        }

        test("a failure that came in spite of the interruption comes out, and the interruption stays set") {
            val gate = Gate<Int>()
            val stillInterrupted = CompletableFuture<Boolean>()
            val caller =
                TestThread.start {
                    try {
                        blockOn {
                            try {
                                gate.pass()
                            } catch (_: CancellationException) {
                                throw IOException("cannot clean up")
                            }
                        }
                    } finally {
                        stillInterrupted.complete(Thread.interrupted())
                    }
                }
            gate.reached()
            caller.interrupt()
            shouldThrow<IOException> { caller.result() }.message shouldBe "cannot clean up"
            stillInterrupted.get(10, SECONDS) shouldBe true
        }

        test("a second interruption does not end the wait for the block's end") {
            val gate = Gate<Int>()
            val first = CountDownLatch(1)
            val mayEnd = CompletableDeferred<Unit>()
            val caller =
                TestThread.start {
                    blockOn {
                        try {
                            gate.pass()
                        } finally {
                            first.countDown()
                            withContext(NonCancellable) { mayEnd.await() }
                        }
                    }
                }
            gate.reached()
            caller.interrupt()
            first.await(10, SECONDS) shouldBe true
            caller.interrupt()
            caller.isDoneWithin(200.milliseconds) shouldBe false
            mayEnd.complete(Unit)
            shouldThrow<InterruptedException> { caller.result() }
        }

        test("the end of the timeout cancels the block, and the timeout is what comes out") {
            val ended = CountDownLatch(1)
            val caller =
                TestThread.start {
                    blockOn(50.milliseconds) {
                        try {
                            Gate<Int>().pass()
                        } finally {
                            ended.countDown()
                        }
                    }
                }
            shouldThrow<TimeoutException> { caller.result() }.message shouldBe "not done within 50ms"
            ended.count shouldBe 0
        }

        test("a value that came at the end of the timeout is returned") {
            val cancelled = CountDownLatch(1)
            val gate = Gate<Int>()
            val caller =
                TestThread.start {
                    blockOn(50.milliseconds) {
                        try {
                            awaitCancellation()
                        } catch (_: CancellationException) {
                            cancelled.countDown()
                        }
                        withContext(NonCancellable) { gate.pass() }
                    }
                }
            gate.reached()
            cancelled.await(10, SECONDS) shouldBe true
            gate.open(42)
            caller.result() shouldBe 42
        }

        test("a timeout of zero lets the block run until it suspends") {
            blockOn(Duration.ZERO) { 42 } shouldBe 42
            shouldThrow<TimeoutException> { blockOn(Duration.ZERO) { Gate<Int>().pass() } }
            shouldThrow<TimeoutException> { blockOn((-1).seconds) { Gate<Int>().pass() } }
        }

        test("no timeout is too long past to be up") {
            shouldThrow<TimeoutException> { blockOn(-INFINITE) { Gate<Int>().pass() } }
            shouldThrow<TimeoutException> {
                MailReader.block(java.time.Duration.ofSeconds(Long.MIN_VALUE)) { Gate<String>().pass() }
            }
            JoinableQueue.fifo<Int>().asBlockingQueue().poll(Long.MIN_VALUE, SECONDS) shouldBe null
        }

        test("a timeout is not up before its time") {
            val start = System.nanoTime()
            shouldThrow<TimeoutException> { blockOn(100.milliseconds) { Gate<Int>().pass() } }
            (System.nanoTime() - start >= 100_000_000) shouldBe true
        }

        test("an interruption does not reach an uninterruptible wait, and stays set") {
            val gate = Gate<Int>()
            val caller =
                TestThread.start {
                    Thread.currentThread().interrupt()
                    blockUninterruptiblyOn { gate.pass() } to Thread.interrupted()
                }
            gate.reached()
            caller.interrupt()
            caller.isDoneWithin(200.milliseconds) shouldBe false
            gate.open(42)
            caller.result() shouldBe (42 to true)
        }

        test("blocked virtual threads leave their carriers to others") {
            val executor = VirtualThreads.newExecutor()
            val answer = CompletableDeferred<Int>()
            val callers = List(1_000) { executor.submit(Callable { blockOn { answer.await() } }) }
            val last = executor.submit { answer.complete(42) } // which needs a carrier, too
            last.get(30, SECONDS)
            callers.sumOf { it.get(30, SECONDS) } shouldBe 42_000
            executor.shutdown()
        }

        test("a blocked worker of a ForkJoinPool is replaced meanwhile") {
            val pool = ForkJoinPool(1)
            val answer = CompletableDeferred<Int>()
            val blocked = pool.submit(Callable { blockOn { answer.await() } })
            pool.submit { answer.complete(42) }
            blocked.get(10, SECONDS) shouldBe 42
            pool.shutdown()
        }

        test("a blocked worker of a ForkJoinPool that cannot be replaced waits all the same") {
            val pool = ForkJoinPool(
                1, { ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(it) }, null, false,
                1, 1, 1, null, 60, SECONDS,
            )
            val gate = Gate<Int>()
            val blocked = pool.submit(Callable { blockOn { gate.pass() } })
            gate.open(42)
            blocked.get(10, SECONDS) shouldBe 42
            pool.shutdown()
        }

        for (failure in listOf(IllegalStateException("no threads"), OutOfMemoryError("no threads"))) {
            test("a blocked worker of a ForkJoinPool whose factory throws $failure waits all the same") {
                val workers = AtomicInteger()
                val factory = ForkJoinPool.defaultForkJoinWorkerThreadFactory
                val pool =
                    ForkJoinPool(
                        1,
                        { if (workers.getAndIncrement() == 0) factory.newThread(it) else throw failure },
                        null,
                        false,
                    )
                val queue = JoinableQueue.fifo<Int>()
                val caller = TestThread.start(pool) { queue.asBlockingQueue().take() }
                caller.isDoneWithin(200.milliseconds) shouldBe false
                queue.offer(42)
                caller.result() shouldBe 42
                pool.shutdown()
            }
        }

        test("a worker of a ForkJoinPool that is shut down waits all the same") {
            val pool = ForkJoinPool(1)
            val isShutDown = AtomicBoolean()
            val mutex = Mutex(locked = true)
            val caller =
                TestThread.start(pool) {
                    while (!isShutDown.get()) Thread.onSpinWait()
                    mutex.asLock().lock()
                    mutex.holdsLock(Thread.currentThread())
                }
            caller.thread()
            pool.shutdownNow()
            isShutDown.set(true)
            caller.isDoneWithin(200.milliseconds) shouldBe false
            mutex.unlock()
            caller.result() shouldBe true
        }

        test("an interruption at the very moment of completion loses nothing") {
            val random = Random(20_261_121)
            val executor = Executors.newSingleThreadExecutor()
            repeat(5_000) { round ->
                val gate = Gate<Int>()
                val caller =
                    TestThread.start {
                        try {
                            blockOn { gate.pass() } to Thread.interrupted()
                        } catch (_: InterruptedException) {
                            null to Thread.interrupted()
                        }
                    }
                gate.reached()
                val handedOver = executor.submit(Callable { gate.offer(round) })
                repeat(random.nextInt(2_000)) { Thread.onSpinWait() }
                caller.interrupt()
                val (value, interrupted) = caller.result()
                val taken = handedOver.get(10, SECONDS)()
                value shouldBe if (taken) round else null
                if (value == null) interrupted shouldBe false
            }
            executor.shutdown()
        }
    })
