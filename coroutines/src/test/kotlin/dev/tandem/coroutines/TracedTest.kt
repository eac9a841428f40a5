package dev.tandem.coroutines

import dev.tandem.fixtures.flightRecorded
import dev.tandem.fixtures.named
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import jdk.jfr.consumer.RecordedEvent
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

private const val RUNNING = "dev.tandem.Running"
private const val WAIT = "dev.tandem.Wait"
private const val WAKE = "dev.tandem.Wake"

private val RecordedEvent.coroutine get() = getLong("coroutine")
private val RecordedEvent.ranOn get() = getThread("eventThread").javaName

private fun List<RecordedEvent>.of(name: String) = filter { it.getString("name").startsWith("$name#") }

/** Whether this span lies in [other]. */
private infix fun RecordedEvent.isIn(other: RecordedEvent) = startTime >= other.startTime && endTime <= other.endTime

/** What Java's Flight Recorder is told of coroutines that run. */
class TracedTest :
    FunSpec({
        timeout = 1.minutes.inWholeMilliseconds

        test("a coroutine that changes threads has its name and number in every span, and in its waits") {
            val event = Event()
            TwoThreads().use { threads ->
                val events =
                    flightRecorded(RUNNING, WAIT, WAKE) {
                        runBlocking {
                            val walker =
                                launch(threads.dispatcher + traced() + CoroutineName("walker")) { event.await() }
                            while (event.waiters == 0) yield()
                            threads.change()
                            event.set()
                            walker.join()
                        }
                    }
                val spans = events.named(RUNNING)
                spans.map { it.ranOn } shouldBe listOf("first", "second")
                spans.map { it.coroutine }.distinct() shouldHaveSize 1
                spans[0].coroutine shouldBeGreaterThan 0
                spans.map { it.getString("name") }.distinct() shouldBe listOf("walker#${spans[0].coroutine}")
                val wait = events.named(WAIT).single()
                wait.coroutine shouldBe spans[0].coroutine
                wait.getString("waiter") shouldBe spans[0].getString("name")
                events.named(WAKE).single().getLong("waiterCoroutine") shouldBe spans[0].coroutine
            }
        }

        test("each coroutine that is started has a number of its own, from a scope's element too") {
            val element = traced()
            val spans =
                flightRecorded(RUNNING) {
                    runBlocking(element + CoroutineName("all")) {
                        launch { yield() }
                        async(element) { yield() }.await()
                    }
                }
            spans.map { it.coroutine }.distinct() shouldHaveSize 3
            spans.map { it.getString("name") }.distinct() shouldHaveSize 3
        }

        test("a coroutine keeps its number in other dispatchers and scopes") {
            val spans =
                flightRecorded(RUNNING) {
                    runBlocking(traced() + CoroutineName("one")) {
                        coroutineScope { yield() }
                        withContext(Dispatchers.IO) { yield() }
                        withContext(CoroutineName("another")) { yield() }
                    }
                }
            spans.map { it.coroutine }.distinct() shouldHaveSize 1
            spans.any { "DefaultDispatcher-worker" in it.ranOn } shouldBe true
        }

        test("the spans of a thread lie beside each other, or in each other") {
            val spans =
                flightRecorded(RUNNING) {
                    runBlocking(traced() + CoroutineName("outer")) {
                        launch(CoroutineName("undispatched"), UNDISPATCHED) { yield() }
                        withContext(Dispatchers.Unconfined) { launch(CoroutineName("unconfined")) { yield() } }
                        runBlocking(traced() + CoroutineName("inner")) { yield() }
                        yield()
                    }
                }
            val inner = spans.of("inner")
            inner.forEach { span -> spans.of("outer").any { span isIn it } shouldBe true }
            for (one in spans) {
                for (other in spans) {
                    val apart = one.endTime <= other.startTime || other.endTime <= one.startTime
                    if (one.ranOn == other.ranOn) (apart || one isIn other || other isIn one) shouldBe true
                }
            }
            inner.isEmpty() shouldNotBe true
        }

        test("a traced coroutine that wakes another one is known by its number") {
            val queue = JoinableQueue.fifo<Int>()
            val events =
                flightRecorded(RUNNING, WAKE) {
                    runBlocking(traced() + CoroutineName("main")) {
                        val taker = launch(CoroutineName("taker"), UNDISPATCHED) { queue.take() }
                        launch(CoroutineName("putter")) { queue.put(1) }.join()
                        taker.join()
                    }
                }
            events.named(WAKE).single().run {
                getLong("wakerCoroutine") shouldBe events.named(RUNNING).of("putter").first().coroutine
                getString("waker") shouldBe events.named(RUNNING).of("putter").first().getString("name")
                getLong("waiterCoroutine") shouldBe events.named(RUNNING).of("taker").first().coroutine
            }
        }

        test("a recording that does not ask for spans has none") {
            flightRecorded(WAKE) { runBlocking(traced()) { yield() } }.shouldBeEmpty()
        }

        test("without a recording, a coroutine that is traced does as it did") {
            val queue = JoinableQueue.fifo<Int>()
            runBlocking(Dispatchers.Default + traced()) {
                launch { queue.put(1) }
                queue.take() shouldBe 1
                queue.poll(1.milliseconds) shouldBe null
            }
        }
    })
