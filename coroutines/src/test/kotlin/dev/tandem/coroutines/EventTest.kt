package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import kotlin.concurrent.thread
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

class EventTest :
    FunSpec({
        test("an event is clear at first, and set until it is cleared") {
            val event = Event()
            event.isSet shouldBe false
            repeat(2) { event.set() }
            event.isSet shouldBe true
            event.toString() shouldBe "Event[set]"
            repeat(2) { event.clear() }
            event.isSet shouldBe false
            event.toString() shouldBe "Event[unset, waiters = 0]"
        }

        test("a set event lets everybody pass") {
            runTest {
                val event = Event().apply { set() }
                event.await()
                withTimeoutOrNull(1.seconds) { event.await() } shouldBe Unit
            }
        }

        test("set releases every waiter, first come, first served") {
            runTest {
                val event = Event()
                val released = mutableListOf<Int>()
                repeat(20) {
                    launch {
                        event.await()
                        released += it
                    }
                }
                runCurrent()
                released.shouldBeEmpty()
                event.set()
                runCurrent()
                released.shouldContainExactly((0..<20).toList())
            }
        }

        test("a pulse counts: set and clear at once release everyone who was waiting, and nobody else") {
            runTest {
                val event = Event()
                val released = mutableListOf<String>()
                val early =
                    launch {
                        event.await()
                        released += "early"
                    }
                runCurrent()
                event.set()
                event.clear()
                val late =
                    launch {
                        event.await()
                        released += "late"
                    }
                runCurrent()
                released.shouldContainExactly("early")
                early.isCompleted shouldBe true
                event.set()
                late.join()
            }
        }

        test("a cancelled waiter leaves the others waiting, and the event as it was") {
            runTest {
                val event = Event()
                val cancelled = launch { event.await() }
                val other = launch { event.await() }
                runCurrent()
                cancelled.cancel()
                runCurrent()
                cancelled.isCancelled shouldBe true
                other.isActive shouldBe true
                event.set()
                other.join()
            }
        }

        test("a waiter that is cancelled after it was released does not return normally") {
            runTest {
                val event = Event()
                var passed = false
                val waiter =
                    launch {
                        event.await()
                        passed = true
                    }
                runCurrent()
                event.set()
                waiter.cancel()
                waiter.join()
                passed shouldBe false
            }
        }

        test("a coroutine that is cancelled already does not pass, even if the event is set") {
            runTest {
                val event = Event().apply { set() }
                val waiter =
                    launch {
                        currentCoroutineContext().cancel()
                        shouldThrow<CancellationException> { event.await() }
                    }
                waiter.join()
            }
        }

        test("set may be called from any thread") {
            runTest {
                val event = Event()
                val setter =
                    thread {
                        event.set()
                        event.clear()
                        event.set()
                    }
                event.await()
                setter.join(10_000)
            }
        }

        test("select waits for an event, a set one and one that is set later") {
            runTest {
                val event = Event()
                launch {
                    delay(1.seconds)
                    event.set()
                }
                suspend fun selected() = select {
                    onAwait(event) { "event" }
                    onTimeout(2.seconds) { "timeout" }
                }
                selected() shouldBe "event"
                selected() shouldBe "event"
                event.clear()
                selected() shouldBe "timeout"
            }
        }

        test("what came before set is seen after await, on other threads too") {
            runTest {
                repeat(1_000) { round ->
                    val event = Event()
                    var plain = -1
                    val waiter =
                        launch(Dispatchers.Default) {
                            event.await()
                            plain shouldBe round
                        }
                    launch(Dispatchers.Default) {
                        plain = round
                        event.set()
                    }
                    waiter.join()
                }
            }
        }

        test("it tells how many wait, coroutines and selects, until each has been released or has left") {
            runTest {
                val event = Event()
                val waiters = listOf(
                    launch { event.await() },
                    launch { event.await(1.seconds) },
                    launch {
                        select {
                            onAwait(event) { }
                            onTimeout(2.seconds) { }
                        }
                    },
                    launch { event.await() },
                )
                event.waiters shouldBe 0
                runCurrent()
                event.waiters shouldBe 4
                event.toString() shouldBe "Event[unset, waiters = 4]"
                waiters[0].cancel()
                event.waiters shouldBe 3 // at once, whatever its dispatcher is busy with
                delay(1.seconds)
                runCurrent()
                event.waiters shouldBe 2
                delay(1.seconds)
                runCurrent()
                event.waiters shouldBe 1
                event.set()
                event.waiters shouldBe 0
                event.clear()
                event.waiters shouldBe 0
                waiters[3].join()
            }
        }

        test("a waiter with no time left, and one that finds the event set, are not counted") {
            runTest {
                val event = Event()
                event.await(Duration.ZERO) shouldBe false
                event.set()
                event.await(1.seconds) shouldBe true
                event.waiters shouldBe 0
            }
        }

        test("set releases coroutines and selects in the order in which they came") {
            runTest {
                val event = Event()
                val released = mutableListOf<Int>()
                repeat(20) { number ->
                    launch {
                        if (number % 2 == 0) event.await() else select { onAwait(event) { } }
                        released += number
                    }
                }
                runCurrent()
                event.set()
                event.clear()
                runCurrent()
                released.shouldContainExactly((0..<20).toList())
            }
        }

        test("a pulse counts for a waiter whose time would be up in the same instant") {
            runTest {
                val event = Event()
                launch {
                    delay(1.seconds)
                    event.set()
                    event.clear()
                }
                runCurrent()
                val waiter = async { event.await(1.seconds) }
                waiter.await() shouldBe true
            }
        }

        test("waiters that are released, cancelled and late at once are each one of these, and none is left behind") {
            bounded(2.minutes, Dispatchers.Default) {
                repeat(20_000) {
                    val event = Event()
                    val waiters = listOf(
                        launch { event.await(1.milliseconds) },
                        launch { event.await() },
                        launch {
                            select {
                                onAwait(event) { }
                                onTimeout(1.milliseconds) { }
                            }
                        },
                    )
                    launch { waiters[it % 3].cancel() }
                    launch {
                        repeat(it % 5) { yield() }
                        event.set()
                    }
                    waiters.forEach { waiter -> waiter.join() }
                    event.waiters shouldBe 0
                }
            }
        }
    })
