package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.microseconds
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

/** The waits that end by themselves: poll, offer, join and Event.await with a timeout. */
class TimedQueueTest :
    FunSpec({
        val noTime = listOf(Duration.ZERO, -(1.seconds), -INFINITE)

        test("each waits for its time, on a virtual clock, and no longer") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.poll(3.seconds) shouldBe null
                currentTime shouldBe 3_000
                queue.put(1)
                queue.offer(2, 4.seconds) shouldBe false
                currentTime shouldBe 7_000
                queue.join(5.seconds) shouldBe false
                currentTime shouldBe 12_000
                Event().await(6.seconds) shouldBe false
                currentTime shouldBe 18_000
                queue.toList().shouldContainExactly(1)
                queue.unfinished shouldBe 1
            }
        }

        test("a part of a millisecond is waited as a whole one") {
            runTest {
                JoinableQueue.fifo<Int>().poll(1.nanoseconds) shouldBe null
                currentTime shouldBe 1
            }
        }

        test("each goes on at once when there is something for it, also without an end of the time") {
            runTest {
                for (timeout in listOf(10.seconds, INFINITE)) {
                    val queue = JoinableQueue.fifo<Int>(1)
                    val event = Event()
                    val taker = async { queue.poll(timeout) }
                    val waiter = async { event.await(timeout) }
                    runCurrent()
                    queue.offer(1, timeout) shouldBe true
                    event.set()
                    event.clear()
                    taker.await() shouldBe 1
                    waiter.await() shouldBe true
                    queue.put(2)
                    val putter = async { queue.offer(3, timeout) }
                    runCurrent()
                    queue.poll() shouldBe 2
                    putter.await() shouldBe true
                    val joiner = async { queue.join(timeout) }
                    runCurrent()
                    repeat(3) { queue.taskDone() }
                    queue.poll() shouldBe 3
                    queue.put(4)
                    joiner.await() shouldBe true
                }
                currentTime shouldBe 0
            }
        }

        test("zero or less looks once, and does not suspend") {
            for (none in noTime) {
                val queue = JoinableQueue.fifo<Int>(1)
                val event = Event()
                val found = runBlocking {
                    async(start = UNDISPATCHED) {
                        listOf(
                            queue.poll(none),
                            queue.join(none),
                            queue.offer(1, none),
                            queue.offer(2, none),
                            queue.join(none),
                            queue.poll(none),
                            event.await(none),
                            event.apply { set() }.await(none),
                        )
                    }.also { it.isCompleted shouldBe true }.await()
                }
                found.shouldContainExactly(null, true, true, false, false, 1, false, true)
            }
        }

        test("a caller that is cancelled already waits for nothing, and changes nothing") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(2)
                queue.put(1)
                launch {
                    currentCoroutineContext().cancel()
                    for (timeout in noTime + 1.seconds) {
                        shouldThrow<CancellationException> { queue.poll(timeout) }
                        shouldThrow<CancellationException> { queue.offer(2, timeout) }
                        shouldThrow<CancellationException> { queue.join(timeout) }
                        shouldThrow<CancellationException> { Event().apply { set() }.await(timeout) }
                    }
                }.join()
                queue.toList().shouldContainExactly(1)
            }
        }

        test("an item that comes in the instant in which the time is up is taken, or stays") {
            runTest {
                for (itemFirst in listOf(true, false)) {
                    val queue = JoinableQueue.fifo<Int>()
                    if (itemFirst) {
                        launch {
                            delay(1.seconds)
                            queue.offer(1)
                        }
                        runCurrent()
                    }
                    val taker = async { queue.poll(1.seconds) }
                    runCurrent()
                    if (!itemFirst) {
                        launch {
                            delay(1.seconds)
                            queue.offer(1)
                        }
                    }
                    (listOfNotNull(taker.await()) + listOfNotNull(queue.poll())).shouldContainExactly(1)
                }
            }
        }

        test("a taker that was woken before its time was up has its item, however late it runs") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val taker = async { queue.poll(1.seconds) }
                runCurrent()
                queue.offer(1)
                testScheduler.advanceTimeBy(2.seconds) // the timer has run too
                taker.await() shouldBe 1
            }
        }

        test("a taker whose item was polled away waits on, and its time goes on") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val taker = async { queue.poll(5.seconds) }
                repeat(4) {
                    delay(1.seconds)
                    queue.offer(it)
                    queue.poll() shouldBe it
                }
                taker.await() shouldBe null
                currentTime shouldBe 5_000
            }
        }

        test("when the time is up it goes by what is there, like poll") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val slow = async(start = UNDISPATCHED) { withContext(Dispatchers.Unconfined) { queue.poll(1.seconds) } }
                val quick = async(start = UNDISPATCHED) { queue.take() }
                queue.offer(1) // wakes the first, which goes on at once
                slow.await() shouldBe 1
                quick.isCompleted shouldBe false
                queue.offer(2)
                queue.poll(Duration.ZERO) shouldBe 2 // the taker was woken, and did not run
                runCurrent()
                quick.isCompleted shouldBe false
                queue.offer(3)
                quick.await() shouldBe 3
            }
        }

        test("timed waiters and others are served first come, first served") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val takers = List(6) { i ->
                    async { if (i % 2 == 0) queue.take() else queue.poll(1.minutes) }.also { runCurrent() }
                }
                repeat(6) { queue.offer(it) }
                takers.map { it.await() }.shouldContainExactly(0, 1, 2, 3, 4, 5)
            }
        }

        test("one whose time is up, and one that is cancelled, leave what they were woken for to the next") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val hurried = async { queue.poll(1.seconds) }
                val cancelled = async { queue.poll(1.minutes) }
                val patient = async { queue.take() }
                hurried.await() shouldBe null
                queue.offer(1)
                cancelled.cancel()
                patient.await() shouldBe 1
                queue.isEmpty shouldBe true
            }
        }

        test("shutdown reaches those who wait for a time") {
            runTest {
                supervisorScope {
                    val queue = JoinableQueue.fifo<Int>(1)
                    val taker = async { queue.poll(1.minutes) }
                    runCurrent()
                    queue.shutdown()
                    shouldThrow<QueueShutDownException> { taker.await() }
                    val full = JoinableQueue.fifo<Int>(1)
                    full.put(1)
                    val putter = async { full.offer(2, 1.minutes) }
                    val joiner = async { full.join(1.minutes) }
                    runCurrent()
                    full.shutdownNow()
                    shouldThrow<QueueShutDownException> { putter.await() }
                    joiner.await() shouldBe true
                    shouldThrow<QueueShutDownException> { full.poll(1.seconds) }
                    shouldThrow<QueueShutDownException> { full.offer(1, Duration.ZERO) }
                    currentTime shouldBe 0
                }
            }
        }

        test("items and timeouts that meet, in 30,000 races on real clocks, lose nothing") {
            val queue = JoinableQueue.fifo<Int>(1)
            val items = 30_000
            val taken = mutableListOf<Int>()
            bounded(2.minutes, Dispatchers.Default) {
                val takers = List(2) {
                    launch {
                        try {
                            while (true) {
                                val item = queue.poll(50.microseconds) ?: continue
                                synchronized(taken) { taken += item }
                            }
                        } catch (_: QueueShutDownException) {
                        }
                    }
                }
                val putters = List(2) { p ->
                    launch {
                        for (item in p..<items step 2) {
                            while (!queue.offer(item, 50.microseconds)) continue
                            if (item % 64 == p) delay(1.milliseconds)
                        }
                    }
                }
                putters.joinAll()
                queue.shutdown()
                takers.joinAll()
            }
            taken.sorted() shouldBe List(items) { it }
        }

        test("takers that are woken, and find it polled away, go on waiting at their places") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val taken = mutableListOf<Int>()
                val jobs = List(20_000) { i ->
                    launch {
                        queue.take()
                        taken += i
                    }
                }
                runCurrent()
                repeat(3) {
                    repeat(jobs.size) { queue.offer(it) }
                    repeat(jobs.size) { queue.poll() }
                    runCurrent()
                }
                jobs.count { it.isCompleted } shouldBe 0
                repeat(jobs.size) { queue.offer(it) }
                jobs.joinAll()
                taken shouldBe List(jobs.size) { it }
            }
        }
    })
