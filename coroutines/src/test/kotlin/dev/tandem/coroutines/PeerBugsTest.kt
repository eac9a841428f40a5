package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.seconds

/** Bugs that our peers have shipped, each by the name under which it was reported, played on ours. */
class PeerBugsTest :
    FunSpec({
        fun <T> TestScope.started(block: suspend CoroutineScope.() -> T): Deferred<T> =
            async(block = block).also { runCurrent() }

        test("kotlinx.coroutines #4337: an item sent to a receiver that is cancelled at once is not lost") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                val receiver = started { queue.take() }
                queue.put(1)
                receiver.cancel()
                runCurrent()
                queue.size shouldBe 1
            }
        }

        test("python/asyncio #256: an item that is put, and whose taker is cancelled before it runs, is not lost") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val takers = List(2) { started { queue.take() } }
                queue.offer(1)
                takers[0].cancel()
                takers[1].await() shouldBe 1
            }
        }

        test("python/asyncio #343: an item that comes just as the time is up is left for the next take") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                launch {
                    repeat(6) {
                        queue.put(it)
                        delay(it.seconds)
                    }
                    queue.shutdown()
                }
                val taken = mutableListOf<Int>()
                try {
                    while (true) {
                        try {
                            taken += withTimeout(3.seconds) { queue.take() }
                        } catch (_: TimeoutCancellationException) {
                        }
                    }
                } catch (_: QueueShutDownException) {
                }
                taken shouldBe List(6) { it }
            }
        }

        test("cats-effect #3000: an offer that wakes a cancelled taker does not leave the others asleep") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(64)
                val takers = List(3) { started { queue.take() } }
                queue.offer(1)
                queue.offer(2)
                takers[0].cancel()
                takers.drop(1).awaitAll().shouldContainExactly(1, 2)
            }
        }

        test("python/cpython #112202: a notification does not go to a waiter that is cancelled at the same time") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val waiters = List(3) { started { mutex.withLock { changed.await() } } }
                mutex.withLock { changed.signal(2) }
                waiters[0].cancel()
                runCurrent()
                waiters.map { it.isCompleted }.shouldContainExactly(true, true, true)
                waiters.map { it.isCancelled }.shouldContainExactly(true, false, false)
            }
        }

        test("anyio #1075: a notification for a waiter whose time is up goes to the next") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val hurried = started {
                    shouldThrow<TimeoutCancellationException> {
                        withTimeout(1.seconds) { mutex.withLock { changed.await() } }
                    }
                }
                val patient = started { mutex.withLock { changed.await() } }
                launch {
                    delay(1.seconds) // the signal comes in the same instant, the timeout before it goes on
                    mutex.withLock { changed.signal() }
                }
                hurried.await()
                patient.await()
            }
        }

        test("python/cpython #90155: cancelled waiters in the middle of a line neither block nor reorder it") {
            runTest {
                val permits = JoinableQueue.fifo<Int>(2) // as a semaphore: an item is a permit
                val order = mutableListOf<Int>()
                val acquirers = List(6) { i ->
                    started {
                        permits.take()
                        order += i
                    }
                }
                permits.put(1)
                acquirers[0].cancel()
                acquirers[2].cancel()
                permits.put(2)
                acquirers[3].cancel()
                runCurrent()
                permits.put(3)
                runCurrent()
                order.shouldContainExactly(1, 4, 5)
            }
        }

        test("python/cpython #86766: a waiter cancelled while the mutex is taken comes back holding it") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val waiter = started {
                    mutex.lock(this)
                    try {
                        changed.await(this)
                    } finally {
                        mutex.unlock(this) // would throw if it were not held
                    }
                }
                mutex.lock()
                waiter.cancel()
                runCurrent()
                waiter.cancel()
                runCurrent()
                waiter.isCompleted shouldBe false
                mutex.unlock()
                shouldThrow<CancellationException> { waiter.await() }
                mutex.isLocked shouldBe false
            }
        }

        test("python/cpython #111693: of two cancellations, the first comes out of await") {
            runTest {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                var thrown: CancellationException? = null
                val waiter = started {
                    mutex.withLock { thrown = shouldThrow<CancellationException> { changed.await() } }
                }
                mutex.lock()
                waiter.cancel(CancellationException("first"))
                runCurrent()
                waiter.cancel(CancellationException("second"))
                mutex.unlock()
                runCurrent()
                thrown?.message shouldBe "first"
            }
        }

        test("aio-libs/janus #237: shutting a full queue down wakes who waits to put") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.put(1)
                val putter = started { shouldThrow<QueueShutDownException> { queue.put(2) } }
                queue.shutdown()
                putter.await()
            }
        }
    })
