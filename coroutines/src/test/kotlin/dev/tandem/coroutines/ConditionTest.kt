package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import java.util.concurrent.atomic.AtomicLong
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

class ConditionTest :
    FunSpec({
        class Waiters(private val scope: CoroutineScope) {
            val mutex = Mutex()
            val condition = mutex.newCondition()
            val woken = mutableListOf<Int>()

            fun start(count: Int): List<Job> = List(count) { number ->
                scope.launch {
                    mutex.withLock {
                        condition.await()
                        woken += number
                    }
                }
            }
        }

        test("signals reach waiters first come, first served") {
            runTest {
                val waiters = Waiters(this)
                val jobs = waiters.start(5)
                runCurrent()
                waiters.mutex.withLock { waiters.condition.signal() }
                runCurrent()
                waiters.woken.shouldContainExactly(0)
                waiters.mutex.withLock { waiters.condition.signal(2) }
                runCurrent()
                waiters.woken.shouldContainExactly(0, 1, 2)
                jobs[3].isActive shouldBe true
                waiters.mutex.withLock { waiters.condition.signal(100) }
                runCurrent()
                waiters.woken.shouldContainExactly(0, 1, 2, 3, 4)
            }
        }

        test("signalAll reaches everyone") {
            runTest {
                val waiters = Waiters(this)
                waiters.start(10)
                runCurrent()
                waiters.mutex.withLock { waiters.condition.signalAll() }
                runCurrent()
                waiters.woken.shouldContainExactly((0..<10).toList())
            }
        }

        test("a signal that nobody waits for is gone") {
            runTest {
                val waiters = Waiters(this)
                waiters.mutex.withLock { waiters.condition.signalAll() }
                waiters.mutex.withLock { withTimeoutOrNull(1.seconds) { waiters.condition.await() } } shouldBe null
            }
        }

        test("a signal for a waiter that is then cancelled goes to the next") {
            runTest {
                val waiters = Waiters(this)
                val jobs = waiters.start(3)
                runCurrent()
                waiters.mutex.withLock { waiters.condition.signal() }
                jobs[0].cancel() // chosen, and not yet gone on
                runCurrent()
                waiters.woken.shouldContainExactly(1)
                waiters.mutex.withLock { waiters.condition.signal() }
                jobs[1].isCompleted shouldBe true
                runCurrent()
                waiters.woken.shouldContainExactly(1, 2)
            }
        }

        test("a signal passes through several cancelled waiters") {
            runTest {
                val waiters = Waiters(this)
                val jobs = waiters.start(4)
                runCurrent()
                waiters.mutex.withLock { waiters.condition.signal(2) }
                jobs.take(3).forEach { it.cancel() }
                runCurrent()
                waiters.woken.shouldContainExactly(3)
            }
        }

        test("a cancelled waiter throws with the mutex held again") {
            runTest {
                val mutex = Mutex()
                val condition = mutex.newCondition()
                var heldAfterwards = false
                val waiter =
                    launch {
                        mutex.lock("me")
                        try {
                            condition.await(owner = "me")
                        } finally {
                            heldAfterwards = mutex.holdsLock("me")
                            mutex.unlock("me")
                        }
                    }
                runCurrent()
                mutex.isLocked shouldBe false
                mutex.lock()
                waiter.cancel()
                runCurrent()
                waiter.isCompleted shouldBe false // it waits for the mutex, cancelled as it is
                mutex.unlock()
                waiter.join()
                heldAfterwards shouldBe true
                mutex.isLocked shouldBe false
            }
        }

        test("the first cancellation is the one that comes out, however many follow") {
            runTest {
                val waiters = Waiters(this)
                val waiter =
                    async {
                        waiters.mutex.withLock { waiters.condition.await() }
                    }
                runCurrent()
                waiters.mutex.withLock {
                    waiter.cancel(CancellationException("first"))
                    runCurrent()
                    waiter.cancel(CancellationException("second"))
                    runCurrent()
                }
                shouldThrow<CancellationException> { waiter.await() }.message shouldBe "first"
                waiters.mutex.isLocked shouldBe false
            }
        }

        test("a waiter cancelled while it takes the mutex again has used its signal and returns normally") {
            runTest {
                val waiters = Waiters(this)
                val (first, second) = waiters.start(2)
                runCurrent()
                waiters.mutex.withLock {
                    waiters.condition.signal()
                    runCurrent() // it goes on, and waits for the mutex
                    first.cancel()
                    runCurrent()
                }
                runCurrent()
                waiters.woken.shouldContainExactly(0)
                second.isActive shouldBe true
                second.cancelAndJoin()
            }
        }

        test("awaitUntil looks at its predicate now and after each signal") {
            runTest {
                val waiters = Waiters(this)
                var looks = 0
                val waiter = launch { waiters.mutex.withLock { waiters.condition.awaitUntil { ++looks == 3 } } }
                runCurrent()
                looks shouldBe 1
                repeat(2) {
                    waiters.mutex.withLock { waiters.condition.signal() }
                    runCurrent()
                    looks shouldBe it + 2
                }
                waiter.isCompleted shouldBe true
            }
        }

        test("a predicate that throws leaves the mutex held and the condition usable") {
            runTest {
                val waiters = Waiters(this)
                waiters.mutex.withLock {
                    shouldThrow<ArithmeticException> { waiters.condition.awaitUntil { throw ArithmeticException() } }
                    waiters.mutex.isLocked shouldBe true
                }
                waiters.start(1)
                runCurrent()
                waiters.mutex.withLock { waiters.condition.signal() }
                runCurrent()
                waiters.woken.shouldContainExactly(0)
            }
        }

        test("without the mutex, or with another's, every call is refused") {
            runTest {
                val mutex = Mutex()
                val condition = mutex.newCondition()
                shouldThrow<IllegalStateException> { condition.await() }
                    .message shouldBe "the condition's mutex is not locked"
                shouldThrow<IllegalStateException> { condition.awaitUntil { true } }
                shouldThrow<IllegalStateException> { condition.signal() }
                shouldThrow<IllegalStateException> { condition.signalAll() }
                mutex.lock("you")
                shouldThrow<IllegalStateException> { condition.await("me") }
                    .message shouldBe "the condition's mutex is not held by me"
                shouldThrow<IllegalStateException> { condition.signal(owner = "me") }
                mutex.holdsLock("you") shouldBe true
            }
        }

        test("a mutex locked with an owner keeps it: awaiting without naming it changes nothing") {
            runTest {
                val mutex = Mutex()
                val condition = mutex.newCondition()
                mutex.lock("me")
                val waiter = launch { shouldThrow<IllegalStateException> { condition.await("you") } }
                waiter.join()
                mutex.holdsLock("me") shouldBe true
            }
        }

        test("an await that does not name the owner leaves the mutex locked without one, as its documentation says") {
            runTest {
                val mutex = Mutex()
                val condition = mutex.newCondition()
                val waiter = launch {
                    mutex.lock("me")
                    condition.await()
                    shouldThrow<IllegalStateException> { mutex.unlock("me") }
                }
                runCurrent()
                mutex.isLocked shouldBe false
                mutex.lock("you")
                condition.signal() // not checked either
                mutex.unlock("you")
                waiter.join()
                mutex.isLocked shouldBe true
                mutex.unlock()
            }
        }

        test("a waiter whose mutex another one unlocks under its hands leaves the wait queue, and the mutex alone") {
            runTest {
                val unlocked = Mutex(locked = true)
                val thief = object : Mutex by unlocked {
                    override fun unlock(owner: Any?) {
                        if (unlocked.isLocked) unlocked.unlock()
                        unlocked.unlock(owner)
                    }
                }
                val condition = thief.newCondition()
                shouldThrow<IllegalStateException> { condition.await() }
                unlocked.isLocked shouldBe false
                condition.waiters shouldBe 0
            }
        }

        test("it tells how many wait, from any thread, with the mutex or without") {
            runTest {
                val waiters = Waiters(this)
                val condition = waiters.condition
                condition.toString() shouldBe "Condition[waiters = 0]"
                val jobs = waiters.start(3)
                runCurrent()
                condition.waiters shouldBe 3
                condition.toString() shouldBe "Condition[waiters = 3]"
                jobs[1].cancel()
                condition.waiters shouldBe 2
                waiters.mutex.withLock { condition.signal() }
                condition.waiters shouldBe 1
                waiters.mutex.withLock {
                    condition.await(1.seconds) shouldBe false
                    condition.signalAll()
                }
                condition.waiters shouldBe 0
            }
        }

        test("a negative number of signals is refused by value") {
            runTest {
                val waiters = Waiters(this)
                waiters.mutex.withLock {
                    shouldThrow<IllegalArgumentException> { waiters.condition.signal(-1) }
                        .message shouldBe "cannot signal -1 coroutines"
                }
            }
        }

        test("a signal that races with a cancellation always reaches somebody") {
            val random = Random(20_261_121)
            runBlocking(Dispatchers.Default) {
                repeat(20_000) {
                    val mutex = Mutex()
                    val condition = mutex.newCondition()
                    val reached = AtomicLong()
                    val waiters =
                        List(3) {
                            launch {
                                mutex.withLock {
                                    condition.await()
                                    reached.incrementAndGet()
                                }
                            }
                        }
                    withTimeout(1.minutes) {
                        while (condition.waiters < 3) yield()
                        launch { waiters[random.nextInt(3)].cancel() }
                        mutex.withLock { condition.signal() }
                        while (reached.get() == 0L) yield()
                        mutex.withLock { condition.signalAll() }
                        waiters.forEach { it.join() }
                    }
                }
            }
        }

        test("a million signals race with cancellations, and every one is accounted for") {
            val rounds = 1_000_000L
            val taken = AtomicLong()
            var permits = 0L // guarded by the mutex
            bounded(3.minutes) {
                val mutex = Mutex()
                val condition = mutex.newCondition()

                suspend fun takeOne() = mutex.withLock {
                    condition.awaitUntil { permits > 0 || taken.get() >= rounds }
                    if (permits > 0) {
                        permits--
                        taken.incrementAndGet()
                    }
                }
                coroutineScope {
                    repeat(8) { seed ->
                        launch(Dispatchers.Default) {
                            val random = Random(seed)
                            while (taken.get() < rounds) {
                                val attempt = launch { takeOne() }
                                if (random.nextInt(4) == 0) {
                                    repeat(random.nextInt(3)) { yield() }
                                    attempt.cancel()
                                }
                                attempt.join()
                            }
                        }
                    }
                    launch(Dispatchers.Default) {
                        for (i in 1..rounds) {
                            mutex.withLock {
                                permits++
                                condition.signal()
                            }
                        }
                        // each permit had one signal only: a lost one would leave somebody waiting for ever
                        while (taken.get() < rounds) yield()
                        mutex.withLock { condition.signalAll() }
                    }
                }
            }
            permits shouldBe 0
            taken.get() shouldBe rounds
        }
    })
