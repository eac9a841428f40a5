package dev.tandem.interop

import com.tngtech.archunit.core.importer.ClassFileImporter
import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.Event
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.newCondition
import dev.tandem.coroutines.traced
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.flightRecorded
import dev.tandem.fixtures.lend
import dev.tandem.fixtures.named
import dev.tandem.fixtures.threadName
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import jdk.jfr.Configuration
import jdk.jfr.Name
import jdk.jfr.consumer.RecordedEvent
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.yield
import java.time.Duration.ofMillis
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.minutes

private const val WAIT = "dev.tandem.Wait"
private const val WAKE = "dev.tandem.Wake"
private const val CROSSING = "dev.tandem.Crossing"
private const val CANCELLATION = "dev.tandem.Cancellation"
private const val RUNNING = "dev.tandem.Running"

private fun name(type: String, of: Any) = "$type@${Integer.toHexString(System.identityHashCode(of))}"

private fun waits(body: () -> Unit): List<RecordedEvent> = flightRecorded(WAIT, body = body)

/** The waits of a [body] whose time may be up before it waits: the first run that does. */
private fun waitsInTime(body: () -> Unit): List<RecordedEvent> =
    (1..1_000).firstNotNullOf { waits(body).ifEmpty { null } }

/** One wait, of the thread `caller` or of this one. */
private fun List<RecordedEvent>.shouldBeOne(of: String, kind: String, outcome: String) {
    map { Triple(it.getString("object"), it.getString("kind"), it.getString("outcome")) } shouldBe
        listOf(Triple(of, kind, outcome))
    single().run {
        getLong("coroutine") shouldBe 0
        getString("waiter").substringBefore(" @") shouldBe getThread("eventThread").javaName.substringBefore(" @")
        getThread("beginThread").shouldBeNull()
    }
}

private fun List<RecordedEvent>.crossing(call: String) = named(CROSSING).single { it.getString("call") == call }

/** What Java's Flight Recorder is told of the bridge. */
class FlightRecordingTest :
    FunSpec({
        timeout = 2.minutes.inWholeMilliseconds

        test("a thread that waits at a queue's face is a thread, woken by whoever puts") {
            val queue = JoinableQueue.fifo<Int>()
            val events =
                flightRecorded(WAIT, WAKE) {
                    val taker = caller { queue.asBlockingQueue().take() }
                    taker.untilItWaits()
                    queue.offer(1)
                    taker.outcome() shouldBe 1
                }
            events.named(WAIT).shouldBeOne(name("JoinableQueue", queue), "queue.take", "served")
            events.named(WAKE).single().run {
                getString("waiter") shouldBe "caller"
                getLong("waiterCoroutine") shouldBe 0
                getString("waker").substringBefore(" @") shouldBe threadName()
            }
        }

        test("the faces of queue, event, condition and barrier tell how a wait has ended") {
            val queue = JoinableQueue.fifo<Int>()
            waitsInTime { queue.asBlockingQueue().poll(5, MILLISECONDS).shouldBeNull() }
                .shouldBeOne(name("JoinableQueue", queue), "queue.take", "timeout")
            val event = Event()
            waits {
                val waiter = caller { event.asBlockingEvent().await() }
                waiter.untilItWaits()
                waiter.interrupt()
                shouldThrow<InterruptedException> { waiter.outcome() }
            }.shouldBeOne(name("Event", event), "event", "interrupted")
            val mutex = Mutex()
            val condition = mutex.newCondition()
            waits {
                mutex.asLock().lock()
                condition.asBlockingCondition(mutex).await(ofMillis(5)) shouldBe false
                mutex.asLock().unlock()
            }.shouldBeOne(name("Condition", condition), "condition", "timeout")
            val barrier = Barrier(2)
            waits {
                val party = caller { barrier.asBlockingBarrier().await() }
                while (barrier.waiting == 0) Thread.onSpinWait()
                barrier.abort()
                shouldThrow<BrokenBarrierException> { party.outcome() }
            }.shouldBeOne(name("Barrier", barrier), "barrier", "broken")
        }

        test("a thread waits for a mutex at its lock") {
            val mutex = Mutex(locked = true)
            waits {
                val locker = caller { mutex.asLock().run { lock().also { unlock() } } }
                locker.untilItWaits()
                mutex.unlock()
                locker.outcome()
            }.shouldBeOne(name("Mutex", mutex), "mutex", "served")
            mutex.tryLock() shouldBe true
            waitsInTime { mutex.asLock().tryLock(5, MILLISECONDS) shouldBe false }
                .shouldBeOne(name("Mutex", mutex), "mutex", "timeout")
        }

        test("a thread waits for a permit of a semaphore") {
            val semaphore = Semaphore(1, acquiredPermits = 1)
            waits {
                val acquirer = caller { semaphore.asBlockingSemaphore().acquire() }
                acquirer.untilItWaits()
                acquirer.interrupt()
                shouldThrow<InterruptedException> { acquirer.outcome() }
            }.shouldBeOne(name("Semaphore", semaphore), "permit", "interrupted")
            waitsInTime { semaphore.asBlockingSemaphore().tryAcquire(ofMillis(5)) shouldBe false }
                .shouldBeOne(name("Semaphore", semaphore), "permit", "timeout")
        }

        test("a function that Suspend.block runs elsewhere is a coroutine, one that it runs here is the thread") {
            val queue = JoinableQueue.fifo<Int>()
            waitsInTime { shouldThrow<TimeoutException> { Suspend.block<Int>(ofMillis(5)) { queue.take() } } }
                .shouldBeOne(name("JoinableQueue", queue), "queue.take", "timeout")
            val elsewhere = Dispatchers.Virtual + CoroutineName("away")
            waits {
                val caller = caller { Suspend.block<Int>(elsewhere) { queue.take() } }
                while ("takers = 1" !in queue.toString()) Thread.onSpinWait()
                queue.offer(1)
                caller.outcome() shouldBe 1
            }.single().getString("waiter") shouldBe "away"
        }

        test("Suspend.block is a crossing, and what ends it a cancellation") {
            val events =
                flightRecorded(CROSSING, CANCELLATION) {
                    Suspend.block<Int> { 1 }
                    shouldThrow<TimeoutException> { Suspend.block<Unit>(ofMillis(5)) { awaitCancellation() } }
                    val caller = caller { Suspend.block<Unit> { awaitCancellation() } }
                    caller.untilItWaits()
                    caller.interrupt()
                    shouldThrow<InterruptedException> { caller.outcome() }
                }
            events.named(CROSSING).map { it.getString("outcome") } shouldBe listOf("value", "timeout", "interrupted")
            events.named(CROSSING).forEach {
                it.getString("call") shouldBe "Suspend.block"
                it.getString("direction") shouldBe "thread to coroutine"
                it.getString("caller").substringBefore(" @") shouldBe
                    it.getThread("eventThread").javaName.substringBefore(" @")
            }
            events.named(CANCELLATION).map { it.getString("reason") to it.getString("action") } shouldBe
                listOf("timeout" to "job cancelled", "interrupted" to "job cancelled")
        }

        test("a coroutine that has a thread run its code is recorded, and the thread's interruption too") {
            val events =
                flightRecorded(CROSSING, CANCELLATION, RUNNING) {
                    runBlocking(traced() + CoroutineName("caller")) {
                        toThread { 1 }
                        val begun = CountDownLatch(1)
                        val sleeping = launch(Dispatchers.Default) {
                            toThread {
                                begun.countDown()
                                Thread.sleep(60_000)
                            }
                        }
                        begun.await()
                        sleeping.cancelAndJoin()
                    }
                }
            events.named(CROSSING).map { it.getString("outcome") } shouldBe listOf("value", "cancelled")
            events.named(CROSSING).first().run {
                getString("direction") shouldBe "coroutine to thread"
                getLong("coroutine") shouldBeGreaterThan 0
                getString("caller") shouldBe "caller#${getLong("coroutine")}"
                val mine = getLong("coroutine")
                val threads = events.named(RUNNING).filter { it.getLong("coroutine") == mine }
                threads.map { it.getThread("eventThread").javaThreadId }.distinct().size shouldBe 2
            }
            events.named(CANCELLATION).single().run {
                getString("call") shouldBe "toThread"
                getString("action") shouldBe "thread interrupted"
            }
        }

        test("what an executor runs for a coroutine is a crossing, and what never begins says so") {
            val executor = Executors.newSingleThreadExecutor()
            executor.lend {
                val events =
                    flightRecorded(CROSSING, CANCELLATION) {
                        runBlocking {
                            shouldThrow<IllegalStateException> { runInExecutor(executor) { error("no") } }
                            val mayEnd = CountDownLatch(1)
                            executor.execute(mayEnd::await)
                            val queued = launch { runInExecutor(executor) { println("it never begins") } }
                            yield()
                            queued.cancelAndJoin()
                            mayEnd.countDown()
                        }
                    }
                events.named(CROSSING).map { it.getString("call") to it.getString("outcome") } shouldBe
                    listOf("runInExecutor" to "failed", "runInExecutor" to "cancelled")
                events.named(CANCELLATION).map { it.getString("action") } shouldContainAll
                    listOf("never begins", "future cancelled")
            }
        }

        test("waiting for a future is a crossing") {
            val future = CompletableFuture<Int>()
            val events =
                flightRecorded(CROSSING, CANCELLATION) {
                    runBlocking {
                        val owner = launch { future.awaitOwned() }
                        val sharer = launch { shouldThrow<Throwable> { future.awaitShared() } }
                        val wrapped = wrapFuture(future)
                        yield()
                        owner.cancelAndJoin()
                        sharer.join()
                        shouldThrow<Throwable> { wrapped.await() }
                        CompletableFuture.completedFuture(1).awaitOwned() shouldBe 1
                    }
                }
            events.crossing("awaitOwned").getString("outcome") shouldBe "cancelled"
            events.crossing("awaitShared").getString("direction") shouldBe "coroutine to future"
            events.crossing("wrapFuture").getString("outcome") shouldBe "cancelled"
            events.named(CANCELLATION).map { it.getString("action") to it.getString("target") } shouldBe
                listOf("future cancelled" to name("CompletableFuture", future))
        }

        test("a scope's calls and its end are crossings") {
            fun record() = flightRecorded(CROSSING) {
                SuspendScope.open().use { scope ->
                    scope.future<Int> { 1 }.get(10, SECONDS) shouldBe 1
                    shouldThrow<ExecutionException> { scope.future<Int> { error("no") }.get(10, SECONDS) }
                }
            }

            fun List<RecordedEvent>.calls() = named(CROSSING).filter { it.getString("call") == "Suspend.future" }

            // whoever waits for a future may go on, and end the recording, before the future's callbacks have run
            val events = (1..1_000).firstNotNullOf { record().takeIf { it.calls().size == 2 } }
            events.calls().map { it.getString("outcome") } shouldBe listOf("value", "failed")
            events.crossing("SuspendScope.close").getString("outcome") shouldBe "value"
        }

        test("nothing of this is recorded unless it is asked for") {
            flightRecorded("jdk.ThreadSleep") {
                Suspend.block<Int> { 1 }
                runBlocking { toThread { 1 } }
                JoinableQueue.fifo<Int>().asBlockingQueue().poll(1, MILLISECONDS)
            }.shouldBeEmpty()
        }

        test("the settings are the same in both libraries, and turn on each event that there is") {
            val files = javaClass.classLoader.getResources("META-INF/tandem.jfc").toList().map { it.readText() }
            files.size shouldBe 2
            files.distinct().size shouldBe 1
            val settings = Configuration.create(files.first().reader()).settings
            val events = Library.entries.flatMap { eventNames(it) }.distinct()
            settings.keys shouldBe events.map { "$it#enabled" }.toSet()
        }
    })

/** The names of the events that a library has classes of. */
private fun eventNames(library: Library): List<String> = ClassFileImporter().importLocations(listOf(library.location))
    .filter { it.isAssignableTo(jdk.jfr.Event::class.java) }
    .map { it.getAnnotationOfType(Name::class.java).value }

private fun <T> caller(body: () -> T): TestThread<T> =
    TestThread.start({ thread(isDaemon = true, name = "caller", block = it::run) }, body)

private fun <T> TestThread<T>.outcome(): T = try {
    result()
} catch (e: ExecutionException) {
    throw e.cause!!
}
