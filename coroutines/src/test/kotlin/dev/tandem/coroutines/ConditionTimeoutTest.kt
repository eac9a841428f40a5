package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.yield
import kotlin.random.Random
import kotlin.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/** A condition's waits with a timeout: the same words, and the same answers, as those of the threads' `Condition`. */
class ConditionTimeoutTest :
    FunSpec({
        val tooShort = listOf(Duration.ZERO, (-1).seconds, -INFINITE)

        test("await says whether it was signalled in time, and holds the mutex in either case") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                mutex.withLock { changed.await(1.seconds) } shouldBe false
                currentTime shouldBe 1_000
                val waiter = async {
                    mutex.lock("me")
                    changed.await(1.seconds, "me").also { mutex.unlock("me") } // would throw if it were not held
                }
                runCurrent()
                mutex.withLock { changed.signal() }
                waiter.await() shouldBe true
                currentTime shouldBe 1_000
                mutex.isLocked shouldBe false
            }
        }

        test("a wait of no time gives the mutex back and takes it again") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                for (timeout in tooShort) {
                    mutex.lock()
                    var passed = false
                    launch { mutex.withLock { passed = true } }
                    runCurrent()
                    changed.await(timeout) shouldBe false
                    passed shouldBe true
                    mutex.isLocked shouldBe true
                    mutex.unlock()
                }
                currentTime shouldBe 0
            }
        }

        test("a wait without end has none on a virtual clock either") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val waiters = listOf(
                    backgroundScope.async { mutex.withLock { changed.await(INFINITE) } },
                    backgroundScope.async { mutex.withLock { changed.awaitUntil(INFINITE) { currentTime > 0 } } },
                )
                advanceUntilIdle()
                waiters.none { it.isCompleted } shouldBe true
                delay(1)
                mutex.withLock { changed.signalAll() }
                waiters.map { it.await() }.shouldContainExactly(true, true)
            }
        }

        test("a signal that comes as the time is up is the waiter's, or the next one's") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val hurried = async { mutex.withLock { changed.await(1.seconds) } }
                val patient = async { mutex.withLock { changed.await(2.seconds) } }
                launch {
                    delay(1.seconds) // the timeout comes first in the same instant
                    mutex.withLock { changed.signal() }
                }
                listOf(hurried.await(), patient.await()).shouldContainExactly(false, true)
                currentTime shouldBe 1_000
            }
        }

        test("a signal in time counts, however long the mutex takes") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val waiter = async { mutex.withLock { changed.await(2.seconds) } }
                val other = async { mutex.withLock { changed.await(5.seconds) } }
                delay(1.seconds)
                mutex.withLock {
                    changed.signal()
                    delay(3.seconds)
                }
                waiter.await() shouldBe true
                other.await() shouldBe false
            }
        }

        test("awaitUntil looks now, after each signal, and when the time is up, and tells what it saw last") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                var looks = 0
                mutex.withLock { changed.awaitUntil(1.seconds) { ++looks > 100 } } shouldBe false
                looks shouldBe 2
                currentTime shouldBe 1_000
                looks = 0
                val waiter = async { mutex.withLock { changed.awaitUntil(10.seconds) { ++looks == 3 } } }
                repeat(2) {
                    delay(1.seconds)
                    mutex.withLock { changed.signal() }
                }
                waiter.await() shouldBe true
                currentTime shouldBe 3_000
                looks = 0
                mutex.withLock { changed.awaitUntil(1.seconds) { ++looks == 2 } } shouldBe true // nobody signalled it
            }
        }

        test("awaitUntil of no time looks once and keeps the mutex") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                for (timeout in tooShort) {
                    var looks = 0
                    mutex.lock("me")
                    changed.awaitUntil(timeout, "me") { ++looks > 1 } shouldBe false
                    changed.awaitUntil(timeout, "me") { ++looks > 1 } shouldBe true
                    mutex.unlock("me")
                    looks shouldBe 2
                }
                currentTime shouldBe 0
            }
        }

        test("a predicate that throws leaves the mutex held, in time or after") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                for (failing in 1..2) {
                    var looks = 0
                    mutex.lock("me")
                    shouldThrow<ArithmeticException> {
                        changed.awaitUntil(1.seconds, "me") {
                            if (++looks == failing) throw ArithmeticException()
                            false
                        }
                    }
                    mutex.unlock("me")
                }
            }
        }

        test("a cancelled caller throws with the mutex held, or has used its signal and returns true") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                var ready = false
                val early = List(2) { i ->
                    launch {
                        mutex.lock(this)
                        try {
                            when (i) {
                                0 -> changed.await(1.minutes, this)
                                else -> changed.awaitUntil(1.minutes, this) { ready }
                            }
                        } finally {
                            mutex.unlock(this) // would throw if it were not held
                        }
                    }
                }
                runCurrent()
                early.forEach { it.cancel() }
                runCurrent()
                early.all { it.isCompleted && it.isCancelled } shouldBe true

                val outcomes = mutableListOf<Boolean>()
                val late = List(2) { i ->
                    launch {
                        mutex.withLock {
                            outcomes +=
                                if (i == 0) changed.await(1.minutes) else changed.awaitUntil(1.minutes) { ready }
                        }
                    }
                }
                runCurrent()
                mutex.withLock {
                    ready = true
                    changed.signalAll()
                    runCurrent() // they go on, and wait for the mutex
                    late.forEach { it.cancel() }
                    runCurrent()
                }
                runCurrent()
                outcomes.shouldContainExactly(true, true)
            }
        }

        test("a caller that comes cancelled throws with the mutex held") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                for (timeout in tooShort + 1.seconds) {
                    launch {
                        mutex.lock("me")
                        currentCoroutineContext().cancel()
                        shouldThrow<CancellationException> { changed.await(timeout, "me") }
                        mutex.unlock("me")
                    }.join()
                }
            }
        }

        test("without the mutex, or with another's, a wait with a timeout is refused") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                shouldThrow<IllegalStateException> { changed.await(1.seconds) }
                shouldThrow<IllegalStateException> { changed.await(Duration.ZERO) }
                shouldThrow<IllegalStateException> { changed.awaitUntil(1.seconds) { true } }
                mutex.lock("you")
                shouldThrow<IllegalStateException> { changed.await(1.seconds, "me") }
                shouldThrow<IllegalStateException> { changed.awaitUntil(Duration.ZERO, "me") { true } }
                mutex.holdsLock("you") shouldBe true
            }
        }

        test("signals that race with timeouts are all accounted for") {
            val random = Random(20_261_121)
            var inTime = 0
            bounded(2.minutes, Dispatchers.Default) {
                repeat(2_000) {
                    val mutex = Mutex()
                    val changed = mutex.newCondition()
                    val patientHasLocked = CompletableDeferred<Unit>()
                    val hurried = async(start = UNDISPATCHED) { mutex.withLock { changed.await(1.milliseconds) } }
                    val patient = async {
                        mutex.withLock {
                            patientHasLocked.complete(Unit)
                            changed.await(INFINITE)
                        }
                    }
                    patientHasLocked.await()
                    if (random.nextBoolean()) delay(1.milliseconds)
                    repeat(random.nextInt(20)) { yield() }
                    mutex.withLock { changed.signal() }
                    if (hurried.await()) {
                        inTime++
                        mutex.withLock { changed.signal() }
                    }
                    patient.await() shouldBe true
                }
            }
            (inTime in 1..<2_000) shouldBe true
        }
    })
