package dev.tandem.coroutines

import dev.tandem.fixtures.flightRecorded
import dev.tandem.fixtures.named
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import jdk.jfr.consumer.RecordedEvent
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import java.util.concurrent.BrokenBarrierException
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

private const val WAIT = "dev.tandem.Wait"
private const val WAKE = "dev.tandem.Wake"

private fun name(type: String, of: Any) = "$type@${Integer.toHexString(System.identityHashCode(of))}"

private fun waits(body: suspend CoroutineScope.() -> Unit): List<RecordedEvent> = flightRecorded(WAIT) {
    runBlocking { withTimeout(30.seconds) { body() } }
}

/** The waits of a [body] whose time may be up before it waits: the first run that does. */
private fun waitsInTime(body: suspend CoroutineScope.() -> Unit): List<RecordedEvent> =
    (1..1_000).firstNotNullOf { waits(body).ifEmpty { null } }

private fun List<RecordedEvent>.shouldBeOne(of: String, kind: String, outcome: String): RecordedEvent {
    map { Triple(it.getString("object"), it.getString("kind"), it.getString("outcome")) } shouldBe
        listOf(Triple(of, kind, outcome))
    return single()
}

/** What Java's Flight Recorder is told of coroutines that wait. */
class FlightRecordingTest :
    FunSpec({
        timeout = 1.minutes.inWholeMilliseconds

        test("a take that is served is recorded with its coroutine, and who woke it") {
            val queue = JoinableQueue.fifo<Int>()
            val events =
                flightRecorded(WAIT, WAKE) {
                    runBlocking {
                        val taker = launch(CoroutineName("taker"), UNDISPATCHED) { queue.take() }
                        queue.put(1)
                        taker.join()
                    }
                }
            val wait = events.named(WAIT).shouldBeOne(name("JoinableQueue", queue), "queue.take", "served")
            wait.getString("waiter") shouldBe "taker"
            wait.getLong("coroutine") shouldBeLessThan 0
            wait.getThread("beginThread").shouldBeNull()
            val wake = events.named(WAKE).single()
            wake.getString("object") shouldBe name("JoinableQueue", queue)
            wake.getString("kind") shouldBe "queue.take"
            wake.getString("waiter") shouldBe "taker"
            wake.getLong("waiterCoroutine") shouldBe wait.getLong("coroutine")
            wake.getString("waker") shouldBe Thread.currentThread().name
            wake.getLong("wakerCoroutine") shouldBe 0
        }

        test("a put waits for room") {
            val queue = JoinableQueue.fifo<Int>(1)
            waits {
                queue.put(0)
                val putter = launch(start = UNDISPATCHED) { queue.put(1) }
                queue.take()
                putter.join()
            }.shouldBeOne(name("JoinableQueue", queue), "queue.put", "served")
        }

        test("a poll ends with its time, and a take in a withTimeout too") {
            val queue = JoinableQueue.fifo<Int>()
            waitsInTime {
                queue.poll(1.milliseconds)
            }.shouldBeOne(name("JoinableQueue", queue), "queue.take", "timeout")
            waitsInTime { withTimeoutOrNull(1.milliseconds) { queue.take() } }
                .shouldBeOne(name("JoinableQueue", queue), "queue.take", "timeout")
        }

        test("a take that is cancelled says so") {
            val queue = JoinableQueue.fifo<Int>()
            waits { launch(start = UNDISPATCHED) { queue.take() }.cancelAndJoin() }
                .shouldBeOne(name("JoinableQueue", queue), "queue.take", "cancelled")
        }

        test("a take of all ends with the shutdown") {
            val queue = JoinableQueue.fifo<Int>()
            waits {
                val taker = launch(start = UNDISPATCHED) { shouldThrow<QueueShutDownException> { queue.takeAll() } }
                queue.shutdown()
                taker.join()
            }.shouldBeOne(name("JoinableQueue", queue), "queue.take", "shut down")
        }

        test("a join waits for the last task, whose end wakes all who join") {
            val queue = JoinableQueue.fifo<Int>()
            val events =
                flightRecorded(WAIT, WAKE) {
                    runBlocking {
                        queue.put(1)
                        val joiners = List(2) { launch(start = UNDISPATCHED) { queue.join() } }
                        queue.taskDone()
                        joiners.forEach { it.join() }
                    }
                }
            events.named(WAIT).map { it.getString("kind") } shouldBe listOf("queue.join", "queue.join")
            events.named(WAKE).single().run {
                getString("object") shouldBe name("JoinableQueue", queue)
                getString("waiter").shouldBeNull()
            }
            queue.put(1)
            waitsInTime {
                queue.join(1.milliseconds)
            }.shouldBeOne(name("JoinableQueue", queue), "queue.join", "timeout")
        }

        test("an event releases its waiters") {
            val event = Event()
            val events =
                flightRecorded(WAIT, WAKE) {
                    runBlocking {
                        val waiter = launch(start = UNDISPATCHED) { event.await() }
                        event.set()
                        waiter.join()
                    }
                }
            events.named(WAIT).shouldBeOne(name("Event", event), "event", "served")
            events.named(WAKE).size shouldBe 1
            event.clear()
            waitsInTime { event.await(1.milliseconds) }.shouldBeOne(name("Event", event), "event", "timeout")
        }

        test("a condition waits for a signal") {
            val mutex = Mutex()
            val condition = mutex.newCondition()
            val events =
                flightRecorded(WAIT, WAKE) {
                    runBlocking {
                        val waiter = launch(start = UNDISPATCHED) { mutex.withLock { condition.await() } }
                        mutex.withLock { condition.signal() }
                        waiter.join()
                    }
                }
            events.named(WAIT).shouldBeOne(name("Condition", condition), "condition", "served")
            events.named(WAKE).single().getString("object") shouldBe name("Condition", condition)
            waitsInTime { mutex.withLock { condition.await(1.milliseconds) } }
                .shouldBeOne(name("Condition", condition), "condition", "timeout")
        }

        test("a barrier's parties wait for the last one, or until it is broken") {
            val barrier = Barrier(2)
            waits {
                val first = launch(start = UNDISPATCHED) { barrier.await() }
                barrier.await()
                first.join()
            }.shouldBeOne(name("Barrier", barrier), "barrier", "served")
            waits {
                val first = launch(start = UNDISPATCHED) { shouldThrow<BrokenBarrierException> { barrier.await() } }
                barrier.abort()
                first.join()
            }.shouldBeOne(name("Barrier", barrier), "barrier", "broken")
        }

        test("gathering, awaiting and completing are waits for several") {
            waits { gather(listOf(1, 2)) { it } }.shouldBeOne("gather[2]", "gather", "served")
            waits { gatherOutcomes(listOf(1, 2)) { it } }.shouldBeOne("gather[2]", "gather", "served")
            waits {
                shouldThrow<IllegalStateException> {
                    gather({ error("no") }, { 2 })
                }
            }.shouldBeOne("gather[2]", "gather", "failed")
            val never = CompletableDeferred<Int>()
            waitsInTime { listOf(never).await(ReturnWhen.ALL_COMPLETED, 1.milliseconds) }
                .shouldBeOne("await[1]", "await", "timeout")
            waits { listOf(async { 1 }).asCompleted().first() }.shouldBeOne("asCompleted[1]", "asCompleted", "served")
        }

        test("what need not wait is not recorded, nor is anything that the recording does not ask for") {
            waits {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.put(1)
                queue.take()
                queue.taskDone()
                queue.join()
                Event().apply { set() }.await()
                Barrier(1).await()
                gather(emptyList<Int>()) { it }
            }.shouldBeEmpty()
            flightRecorded("jdk.ThreadSleep") {
                runBlocking { JoinableQueue.fifo<Int>().poll(1.milliseconds) }
            }.shouldBeEmpty()
        }

        test("a wait names the thread that it began on, if it ended on another") {
            val event = Event()
            TwoThreads().use { threads ->
                flightRecorded(WAIT) {
                    runBlocking {
                        val waiting = launch(threads.dispatcher) { event.await() }
                        while (event.waiters == 0) yield()
                        threads.change()
                        event.set()
                        waiting.join()
                    }
                }.single().run {
                    getThread("beginThread").javaName shouldBe "first"
                    getThread("eventThread").javaName shouldBe "second"
                }
            }
        }

        test("a coroutine without a name is known by its job") {
            val event = Event()
            val wait = waitsInTime { launch { event.await(1.milliseconds) } }.single()
            wait.getString("waiter") shouldBe "coroutine@${java.lang.Long.toHexString(-wait.getLong("coroutine"))}"
            wait.duration.toNanos() shouldBeGreaterThan 0
        }
    })
