package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Runnable
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeoutOrNull
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.coroutines.CoroutineContext
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

@OptIn(DelicateCoroutinesApi::class)
class BarrierTest :
    FunSpec({
        suspend fun Deferred<*>.shouldBeBroken() {
            shouldThrow<BrokenBarrierException> { await() }
        }

        test("everybody leaves when the last arrives, with the index of their arrival") {
            runTest {
                val barrier = Barrier(3)
                val parties = List(3) { async { barrier.await() } }
                parties.awaitAll().shouldContainExactly(2, 1, 0)
                barrier.waiting shouldBe 0
                barrier.isBroken shouldBe false
            }
        }

        test("nobody leaves before the last has arrived") {
            runTest {
                val barrier = Barrier(3)
                val parties = List(2) { async { barrier.await() } }
                runCurrent()
                parties.none { it.isCompleted } shouldBe true
                barrier.waiting shouldBe 2
                barrier.await() shouldBe 0
                parties.awaitAll().shouldContainExactly(2, 1)
            }
        }

        test("a barrier serves time and again") {
            runTest {
                val barrier = Barrier(2)
                repeat(100) {
                    val other = async { barrier.await() }
                    runCurrent()
                    barrier.await() shouldBe 0
                    other.await() shouldBe 1
                }
            }
        }

        test("the last to arrive runs the action, once, before anyone leaves") {
            runTest {
                val events = mutableListOf<String>()
                val barrier =
                    Barrier(3) {
                        events += "action begins"
                        delay(1.seconds)
                        events += "action ends"
                    }
                List(3) {
                    launch {
                        barrier.await()
                        events += "left"
                    }
                }.forEach { it.join() }
                events.shouldContainExactly("action begins", "action ends", "left", "left", "left")
            }
        }

        test("who comes while the action runs belongs to the next use") {
            runTest {
                val barrier = Barrier(2) { delay(1.seconds) }
                val first = List(2) { async { barrier.await() } }
                runCurrent()
                val second = async { barrier.await() }
                first.awaitAll().shouldContainExactly(1, 0)
                runCurrent()
                second.isCompleted shouldBe false
                barrier.waiting shouldBe 1
                barrier.await() shouldBe 0
                second.await() shouldBe 1
            }
        }

        test("an action that fails breaks the barrier for all, and its exception goes to who ran it") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(3) { throw IllegalArgumentException("no") }
                    val waiters = List(2) { async { barrier.await() } }
                    runCurrent()
                    shouldThrow<IllegalArgumentException> { barrier.await() }.message shouldBe "no"
                    waiters.forEach { it.shouldBeBroken() }
                    barrier.isBroken shouldBe true
                    shouldThrow<BrokenBarrierException> { barrier.await() }
                    barrier.reset()
                    barrier.isBroken shouldBe false
                }
            }
        }

        test("a party cancelled while it waits breaks the barrier for the others") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(3)
                    val (cancelled, other) = List(2) { async { barrier.await() } }
                    runCurrent()
                    cancelled.cancel()
                    other.shouldBeBroken()
                    barrier.isBroken shouldBe true
                    shouldThrow<CancellationException> { cancelled.await() }
                    barrier.reset()
                    val again = List(3) { async { barrier.await() } }
                    again.awaitAll().shouldContainExactly(2, 1, 0)
                }
            }
        }

        test("a party cancelled before the last one comes breaks the barrier, though it has not gone on yet") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(3)
                    val (cancelled, other) = List(2) { async { barrier.await() } }
                    runCurrent()
                    cancelled.cancel()
                    barrier.isBroken shouldBe true
                    barrier.waiting shouldBe 0
                    shouldThrow<BrokenBarrierException> { barrier.await() }
                    other.shouldBeBroken()
                }
            }
        }

        test("a party whose time is up as the last one comes breaks the barrier, or was counted") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(2)
                    val hurried = async { withTimeoutOrNull(1.seconds) { barrier.await() } }
                    val last = async {
                        delay(1.seconds) // the timeout comes first in the same instant
                        barrier.await()
                    }
                    last.shouldBeBroken()
                    hurried.await() shouldBe null
                }
            }
        }

        test("parties leave in the order in which they came") {
            runTest {
                val barrier = Barrier(6)
                val left = mutableListOf<Int>()
                repeat(5) { launch { left += barrier.await() } }
                runCurrent()
                barrier.await() shouldBe 0
                runCurrent()
                left.shouldContainExactly(5, 4, 3, 2, 1)
            }
        }

        test("nobody is resumed under the lock") {
            val barrier = Barrier(2)
            val free = AtomicInteger()

            fun useFromAnotherThread() {
                val user = thread { barrier.waiting }
                user.join(10_000)
                if (!user.isAlive) free.incrementAndGet()
            }

            val atOnce = object : CoroutineDispatcher() {
                override fun dispatch(context: CoroutineContext, block: Runnable) = block.run()
            }

            fun waiter() = CoroutineScope(atOnce).launch(start = CoroutineStart.UNDISPATCHED) {
                try {
                    barrier.await()
                } catch (_: BrokenBarrierException) {
                } finally {
                    useFromAnotherThread()
                }
            }
            waiter()
            barrier.await()
            waiter()
            barrier.reset()
            waiter()
            barrier.abort()
            barrier.reset()
            waiter().cancel()
            free.get() shouldBe 4
        }

        test("a party cancelled after the barrier has tripped harms nobody") {
            runTest {
                val barrier = Barrier(3)
                val (cancelled, other) = List(2) { async { barrier.await() } }
                runCurrent()
                barrier.await() shouldBe 0
                cancelled.cancel() // released, and not yet gone on
                runCurrent()
                shouldThrow<CancellationException> { cancelled.await() }
                other.await() shouldBe 1
                barrier.isBroken shouldBe false
                barrier.waiting shouldBe 0
            }
        }

        test("a party that comes cancelled already breaks the barrier, even as the last") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(2)
                    val waiter = async { barrier.await() }
                    runCurrent()
                    val cancelled =
                        launch {
                            currentCoroutineContext().cancel()
                            barrier.await()
                        }
                    cancelled.join()
                    waiter.shouldBeBroken()
                }
            }
        }

        test("a party cancelled while the action runs breaks the barrier, for who runs the action too") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(2) { delay(1.seconds) }
                    val waiter = async { barrier.await() }
                    runCurrent()
                    val last = async { barrier.await() }
                    runCurrent()
                    waiter.cancel()
                    last.shouldBeBroken()
                    barrier.isBroken shouldBe true
                }
            }
        }

        test("abort breaks the barrier until reset") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(2)
                    val waiter = async { barrier.await() }
                    runCurrent()
                    barrier.abort()
                    waiter.shouldBeBroken()
                    shouldThrow<BrokenBarrierException> { barrier.await() }
                    barrier.waiting shouldBe 0
                    barrier.reset()
                    barrier.isBroken shouldBe false
                    List(2) { async { barrier.await() } }.awaitAll().shouldContainExactly(1, 0)
                }
            }
        }

        test("reset sends who waits away and makes the barrier as new") {
            runTest {
                supervisorScope {
                    val barrier = Barrier(2)
                    val waiter = async { barrier.await() }
                    runCurrent()
                    barrier.reset()
                    waiter.shouldBeBroken()
                    barrier.isBroken shouldBe false
                    barrier.waiting shouldBe 0
                    List(2) { async { barrier.await() } }.awaitAll().shouldContainExactly(1, 0)
                }
            }
        }

        test("a barrier for one never waits") {
            runTest {
                var actions = 0
                val barrier = Barrier(1) { actions++ }
                repeat(3) { barrier.await() shouldBe 0 }
                actions shouldBe 3
            }
        }

        test("a barrier for nobody is refused by value") {
            shouldThrow<IllegalArgumentException> { Barrier(0) }.message shouldBe "parties must be at least 1, not 0"
        }

        test("rounds of many parties stay together while some are cancelled") {
            val parties = 8
            bounded(2.minutes, Dispatchers.Default) {
                val random = Random(20_261_120)
                var broken = 0
                var whole = 0
                repeat(5_000) { round ->
                    val actions = AtomicInteger()
                    val left = AtomicInteger()
                    val told = AtomicInteger()
                    val barrier = Barrier(parties) { actions.incrementAndGet() }
                    coroutineScope {
                        val all =
                            List(parties) {
                                launch(start = CoroutineStart.ATOMIC) {
                                    // comes to the barrier, cancelled or not
                                    try {
                                        barrier.await()
                                        left.incrementAndGet()
                                    } catch (_: BrokenBarrierException) {
                                        told.incrementAndGet()
                                    }
                                }
                            }
                        if (round % 2 == 0) all[random.nextInt(parties)].cancel()
                    }
                    // all or none: whoever was not cancelled left if the action ran, and was told if not
                    if (actions.get() == 1) whole++ else broken++
                    (if (barrier.isBroken) left.get() else told.get()) shouldBe 0
                    (left.get() + told.get() >= parties - 1) shouldBe true
                }
                (broken > 0 && whole >= 2_500) shouldBe true
            }
        }

        test("it says how many have to arrive, how many have, and whether it is broken") {
            runTest {
                val barrier = Barrier(3)
                barrier.toString() shouldBe "Barrier[parties = 3, waiting = 0]"
                launch { shouldThrow<BrokenBarrierException> { barrier.await() } }
                runCurrent()
                barrier.toString() shouldBe "Barrier[parties = 3, waiting = 1]"
                barrier.abort()
                barrier.toString() shouldBe "Barrier[parties = 3, waiting = 0, broken]"
                barrier.reset()
                barrier.toString() shouldBe "Barrier[parties = 3, waiting = 0]"
            }
        }
    })
