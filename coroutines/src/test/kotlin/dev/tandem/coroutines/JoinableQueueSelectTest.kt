package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Dispatchers.Unconfined
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.Continuation
import kotlin.coroutines.ContinuationInterceptor
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/** The clauses of a queue: onTake, onPut, onJoin. (JoinableQueueTest has the first of them.) */
class JoinableQueueSelectTest :
    FunSpec({
        /** A select that waits for an item, or for an event. */
        fun CoroutineScope.undecided(queue: JoinableQueue<Int>, event: Event) = async(start = UNDISPATCHED) {
            select<Any> {
                onTake(queue) { it }
                onAwait(event) { "event" }
            }
        }

        fun TestScope.taking(queue: JoinableQueue<Int>) = async { queue.take() }.also { runCurrent() }

        // ---- nobody is forgotten

        test("an item that comes between a taker's look and its wait reaches it, whatever selects waited before") {
            val queue = JoinableQueue.fifo<Int>()
            val other = Event()
            val selected = CoroutineScope(Unconfined).undecided(queue, other)
            other.set()
            selected.getCompleted() shouldBe "event"
            var looked = false
            var taken: Int? = null
            val between = AsItSuspends {
                if (looked) {
                    looked = false
                    queue.offer(1)
                }
            }
            CoroutineScope(between).launch(start = UNDISPATCHED) {
                looked = true
                taken = queue.take()
            }
            taken shouldBe 1
        }

        test(
            "a taker that comes as an item meets a select which chose something else is not forgotten, in 30,000 races",
        ) {
            val scope = CoroutineScope(Dispatchers.Default)
            repeat(30_000) { round ->
                val queue = JoinableQueue.fifo<Int>()
                val event = Event()
                val selected = CoroutineScope(Unconfined).undecided(queue, event)
                event.set()
                val go = CountDownLatch(1)
                val putter = scope.launch {
                    go.countDown()
                    queue.put(round)
                }
                go.await(10, SECONDS) shouldBe true
                val taken = bounded(10.seconds) { queue.take().also { putter.join() } }
                taken shouldBe round
                selected.getCompleted() shouldBe "event"
            }
        }

        test("an item that a select refuses, having chosen something else, goes to the next in line") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val event = Event()
                val select = undecided(queue, event)
                val taker = taking(queue)
                event.set() // chosen, and not gone on
                queue.offer(1)
                runCurrent()
                select.await() shouldBe "event"
                taker.await() shouldBe 1
            }
        }

        test("an item that twenty thousand selects refuse, one after the other, reaches the taker behind them") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val event = Event()
                val selects = List(20_000) { undecided(queue, event) }
                val taker = taking(queue)
                event.set()
                queue.offer(1)
                runCurrent()
                taker.await() shouldBe 1
                selects.awaitAll().toSet() shouldBe setOf("event")
            }
        }

        test("an item that comes while a select is being set up is selected, and none is kept for it twice") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val behind = mutableListOf<Int>()
                val selected = select {
                    onTake(queue) { it }
                    launch(Unconfined) { repeat(2) { behind += queue.take() } }
                    queue.offer(1) // the select does not wait yet: it is the taker's
                    queue.offer(2) // the taker is served, and stands behind
                    queue.offer(3)
                }
                (behind + selected).sorted().shouldContainExactly(1, 2, 3)
                queue.isEmpty shouldBe true
                queue.offer(4)
                queue.poll() shouldBe 4
            }
        }

        test("a select whose setting up fails stands in nobody's way") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                shouldThrow<ArithmeticException> {
                    select<Int> {
                        onTake(queue) { it }
                        throw ArithmeticException()
                    }
                }
                val taker = taking(queue)
                queue.offer(1)
                taker.await() shouldBe 1
                queue.offer(2)
                queue.poll() shouldBe 2
            }
        }

        // ---- the first clause that is ready

        test("the first clause that is ready wins: an item, room, or a count of zero, over no time") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                suspend fun selected() = select {
                    onTake(queue) { "took $it" }
                    onTimeout(Duration.ZERO) { "timeout" }
                }
                select {
                    onPut(queue, 1) { "put" }
                    onTimeout(Duration.ZERO) { "timeout" }
                } shouldBe "put"
                selected() shouldBe "took 1"
                selected() shouldBe "timeout"
                suspend fun joined() = select {
                    onJoin(queue) { "joined" }
                    onTimeout(Duration.ZERO) { "timeout" }
                }
                joined() shouldBe "timeout"
                queue.taskDone()
                joined() shouldBe "joined"
            }
        }

        test("of two clauses of one queue, the one that is ready is selected, and leaves nothing of the other") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                suspend fun swap() = select {
                    onTake(queue) { "took $it" }
                    onPut(queue, 7) { "put 7" }
                }
                List(4) { swap() }.shouldContainExactly("put 7", "took 7", "put 7", "took 7")
                val twice = async {
                    select {
                        onTake(queue) { "first $it" }
                        onTake(queue) { "second $it" }
                    }
                }
                runCurrent()
                queue.offer(1)
                runCurrent()
                twice.await() shouldBe "first 1"
                queue.offer(2)
                queue.poll() shouldBe 2
            }
        }

        test("a caller that is cancelled before its select takes nothing and puts nothing, though it need not wait") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(2)
                queue.put(1)
                launch {
                    currentCoroutineContext().cancel()
                    shouldThrow<CancellationException> { select { onTake(queue) { } } }
                    shouldThrow<CancellationException> { select { onPut(queue, 2) { } } }
                }.join()
                queue.toList().shouldContainExactly(1)
                queue.poll() shouldBe 1
                queue.offer(3) shouldBe true
                queue.offer(4) shouldBe true
            }
        }

        // ---- onPut

        test("selects that put stand in one line with putters") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.put(0)
                val putters = listOf(
                    launch { queue.put(1) },
                    launch { select { onPut(queue, 2) { } } },
                    launch { queue.put(3) },
                )
                runCurrent()
                List(4) {
                    runCurrent()
                    queue.poll()
                }.shouldContainExactly(0, 1, 2, 3)
                putters.joinAll()
            }
        }

        test("a select that is cancelled before its block begins put nothing, and its room goes to the next") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.put(0)
                val select = launch { select { onPut(queue, 1) { error("cancelled") } } }
                runCurrent()
                val putter = launch { queue.put(2) }
                runCurrent()
                queue.poll() shouldBe 0
                queue.offer(3) shouldBe false // the place is the select's
                select.cancel()
                runCurrent()
                putter.isCompleted shouldBe true
                queue.toList().shouldContainExactly(2)
                queue.unfinished shouldBe 2
            }
        }

        test("a select that put into a queue which is shut down throws, and put nothing") {
            runTest {
                supervisorScope {
                    val queue = JoinableQueue.fifo<Int>(1)
                    queue.put(0)
                    val waiting = async(start = UNDISPATCHED) { select { onPut(queue, 1) { } } }
                    queue.shutdown()
                    shouldThrow<QueueShutDownException> { waiting.await() }
                    shouldThrow<QueueShutDownException> { select { onPut(queue, 1) { } } }
                    queue.shutdownNow().shouldContainExactly(0)
                }
            }
        }

        test("a comparator that throws over a select's item fails the select, and its room goes to the next") {
            runTest {
                supervisorScope {
                    val queue = JoinableQueue.priority<Int>(2) { a, b ->
                        if (a * b ==
                            0
                        ) {
                            throw ArithmeticException()
                        } else {
                            a - b
                        }
                    }
                    queue.put(1)
                    queue.put(2)
                    val zero = async { select { onPut(queue, 0) { } } }
                    val three = async { queue.put(3) }
                    runCurrent()
                    queue.take() shouldBe 1
                    shouldThrow<ArithmeticException> { zero.await() }
                    three.await()
                    queue.toList().shouldContainExactly(2, 3)
                }
            }
        }

        // ---- shutdown, and an item that is kept

        test("an item kept for a select is not lost if the queue is shut down before its block begins") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val select = async { select { onTake(queue) { it } } }
                runCurrent()
                queue.offer(1)
                queue.shutdown()
                select.await() shouldBe 1
            }
        }

        test("an item kept for a select that is then cancelled is left to whoever comes after the shutdown") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val select = async { select { onTake(queue) { it } } }
                runCurrent()
                queue.offer(1)
                queue.shutdown()
                queue.take() shouldBe 1
                select.cancel()
                runCurrent()
                shouldThrow<QueueShutDownException> { queue.poll() }
            }
        }

        test("shutdownNow discards what was kept for a select, which throws") {
            runTest {
                supervisorScope {
                    val queue = JoinableQueue.fifo<Int>()
                    val select = async { select { onTake(queue) { it } } }
                    runCurrent()
                    queue.offer(1)
                    queue.shutdownNow().shouldContainExactly(1)
                    shouldThrow<QueueShutDownException> { select.await() }
                    queue.unfinished shouldBe 0
                }
            }
        }

        // ---- onJoin

        test("a select joins when the last item is done, even if more is put at once") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                queue.put(1)
                val joined = async(start = UNDISPATCHED) { select { onJoin(queue) { "joined" } } }
                queue.taskDone()
                queue.put(2)
                joined.await() shouldBe "joined"
            }
        }

        // ---- all at once

        test("what is put and taken by selects that are cancelled, time out and choose others comes out once") {
            val queue = JoinableQueue.fifo<Int>(4)
            val items = 40_000
            val taken = BooleanArray(items)
            val refusals = AtomicInteger()
            bounded(2.minutes, Dispatchers.Default) {
                val takers = List(4) {
                    launch {
                        while (true) {
                            val item = try {
                                select<Int?> {
                                    onTake(queue) { it }
                                    onTimeout(Duration.ZERO) { null }
                                } ?: select<Int> { onTake(queue) { it } }
                            } catch (_: QueueShutDownException) {
                                break
                            }
                            synchronized(taken) {
                                check(!taken[item]) { "$item came out twice" }
                                taken[item] = true
                            }
                            queue.taskDone()
                        }
                    }
                }
                val putters = List(4) { p ->
                    launch {
                        for (item in p..<items step 4) {
                            var put = false
                            while (!put) {
                                val attempt = launch(start = UNDISPATCHED) {
                                    select {
                                        onPut(queue, item) {
                                            put =
                                                true
                                        }
                                    }
                                }
                                if (item % 3 == 0) attempt.cancel()
                                attempt.join()
                                if (!put) {
                                    refusals.incrementAndGet()
                                    yield() // or the scheduler runs these two for ever, and no taker
                                }
                            }
                        }
                    }
                }
                putters.joinAll()
                queue.join()
                queue.shutdown()
                takers.joinAll()
            }
            taken.count { it } shouldBe items
            refusals.get() shouldBeGreaterThan 0
            queue.unfinished shouldBe 0
        }

        test("a thread's shutdown reaches selects that are being set up, in 5,000 races") {
            repeat(5_000) {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.offer(0)
                val closer = thread { queue.shutdown() }
                val ended = runBlocking(Unconfined) {
                    withTimeout(10.seconds) { runCatching { select { onPut(queue, 1) { } } } }
                }
                closer.join()
                (ended.exceptionOrNull() is QueueShutDownException) shouldBe true
            }
        }
    })

/** The moment in which a call that has looked is about to suspend. */
private class AsItSuspends(private val action: () -> Unit) :
    AbstractCoroutineContextElement(ContinuationInterceptor),
    ContinuationInterceptor {
    override fun <T> interceptContinuation(continuation: Continuation<T>): Continuation<T> {
        action()
        return continuation
    }
}
