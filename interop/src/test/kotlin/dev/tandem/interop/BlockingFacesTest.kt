package dev.tandem.interop

import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.Event
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.newCondition
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.isDoneWithin
import dev.tandem.fixtures.threadName
import dev.tandem.threads.QueueShutDownException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.longs.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.yield
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.Executor
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.withLock
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.toJavaDuration

private val SHORT = 5.milliseconds.toJavaDuration()

/** More than a stack could carry. */
private const val LINE = 1_200

private val LONG = java.time.Duration.ofSeconds(10)

/** One object, both worlds: what a thread is promised by a face beside coroutines. (BlockingFacesContractTest: alone.) */
class BlockingFacesTest :
    FunSpec({
        extension(NoLeaks())

        /** A thread that is blocked in [call]. */
        fun <T> blockedIn(call: () -> T) = TestThread.start(call).untilItWaits()

        /** A coroutine that is suspended in [call]. */
        fun <T> CoroutineScope.suspendedIn(call: suspend () -> T): Deferred<T> = async(start = UNDISPATCHED) { call() }

        // ---- BlockingLock

        test("a thread and a coroutine exclude each other") {
            bounded {
                val mutex = Mutex()
                mutex.lock()
                val thread = blockedIn { mutex.asLock().withLock { "locked" } }
                mutex.unlock()
                thread.result() shouldBe "locked"
                mutex.isLocked shouldBe false
            }
        }

        test("threads and coroutines get the lock in the order in which they came") {
            bounded {
                val mutex = Mutex()
                val order = LinkedBlockingQueue<String>()
                mutex.lock()
                val first = blockedIn { mutex.asLock().withLock { order += "thread 1" } }
                val second = suspendedIn { mutex.withLock { order += "coroutine 2" } }
                val third = blockedIn { mutex.asLock().withLock { order += "thread 3" } }
                mutex.unlock()
                second.await()
                first.result()
                third.result()
                order.shouldContainExactly("thread 1", "coroutine 2", "thread 3")
            }
        }

        test("a thread that locks what it holds is refused instead of waiting for itself") {
            val lock = Mutex().asLock()
            lock.lock()
            shouldThrow<IllegalStateException> { lock.lock() }.message shouldContain "not reentrant"
            shouldThrow<IllegalStateException> { lock.lockInterruptibly() }
            shouldThrow<IllegalStateException> { lock.tryLock(1, SECONDS) }
            lock.tryLock() shouldBe false
            lock.unlock()
            lock.tryLock() shouldBe true
            lock.unlock()
        }

        // ---- BlockingCondition

        test("signals reach threads and coroutines in the order in which they came") {
            bounded {
                val mutex = Mutex()
                val lock = mutex.asLock()
                val changed = mutex.newCondition()
                val face = changed.asBlockingCondition(mutex)
                val order = LinkedBlockingQueue<String>()
                val first = blockedIn { lock.withLock { face.await().also { order += "thread 1" } } }
                val second = suspendedIn { mutex.withLock { changed.await().also { order += "coroutine 2" } } }
                val third = blockedIn { lock.withLock { face.await().also { order += "thread 3" } } }
                mutex.withLock { changed.signal() }
                first.result()
                lock.withLock { face.signal() }
                second.await()
                lock.withLock { face.signal(2) }
                third.result()
                order.shouldContainExactly("thread 1", "coroutine 2", "thread 3")
            }
        }

        test("a thread that is interrupted while it waits for a signal has the lock again, and passes the signal on") {
            bounded {
                val mutex = Mutex()
                val lock = mutex.asLock()
                val condition = lock.newCondition()
                var held = false
                val waiter =
                    blockedIn {
                        lock.withLock {
                            try {
                                condition.await()
                            } finally {
                                held = mutex.isLocked
                            }
                        }
                    }
                val next = blockedIn { lock.withLock { condition.await() } }
                lock.lock()
                waiter.interrupt()
                lock.unlock()
                shouldThrow<InterruptedException> { waiter.result() }
                held shouldBe true
                lock.withLock { condition.signal() }
                next.result()
            }
        }

        test("waits for a signal that take too long say so, with the lock held") {
            val lock = Mutex().asLock()
            val condition = lock.newCondition()
            lock.withLock {
                condition.await(1, MILLISECONDS) shouldBe false
                condition.await(SHORT) shouldBe false
                condition.awaitNanos(1_000) shouldBeLessThanOrEqual 0L
                condition.awaitUntil(java.util.Date(0)) shouldBe false
                condition.awaitUntil({ false }, SHORT) shouldBe false
                condition.awaitUntil({ true }, SHORT) shouldBe true
                shouldThrow<IllegalArgumentException> { condition.signal(-1) }.message shouldContain "-1"
            }
        }

        test("awaitUntil looks at its predicate with the lock held, now and after each signal") {
            bounded {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                var letters = 0
                val reader =
                    blockedIn {
                        mutex.asLock().withLock {
                            changed.asBlockingCondition(mutex).awaitUntil { letters == 2 }
                            letters
                        }
                    }
                repeat(2) {
                    mutex.withLock {
                        letters++
                        changed.signalAll()
                    }
                }
                reader.result() shouldBe 2
            }
        }

        // ---- BlockingSemaphore

        test("threads and coroutines get permits in the order in which they came") {
            bounded {
                val semaphore = Semaphore(1, 1)
                val face = semaphore.asBlockingSemaphore()
                val order = LinkedBlockingQueue<String>()
                val first = blockedIn { face.withPermit { order += "thread 1" } }
                val second = suspendedIn { semaphore.acquire().also { order += "coroutine 2" } }
                face.release()
                second.await()
                first.result()
                order.shouldContainExactly("thread 1", "coroutine 2")
                face.availablePermits shouldBe 0
                face.tryAcquire() shouldBe false
                face.tryAcquire(SHORT) shouldBe false
                face.release()
                shouldThrow<IllegalStateException> { face.release() }
                face.tryAcquire(SHORT) shouldBe true
            }
        }

        // ---- BlockingEvent

        test("a pulse releases the threads and coroutines that waited, and nobody else") {
            bounded {
                val event = Event()
                val face = event.asBlockingEvent()
                val thread = blockedIn { face.await() }
                val coroutine = suspendedIn { event.await() }
                face.set()
                face.clear()
                thread.result()
                coroutine.await()
                face.isSet shouldBe false
                face.await(SHORT) shouldBe false
                face.set()
                face.await()
                face.await(SHORT) shouldBe true
            }
        }

        // ---- BlockingBarrier

        test("threads and coroutines leave a barrier together, each with its index") {
            bounded {
                val barrier = Barrier(3)
                val first = blockedIn { barrier.asBlockingBarrier().await() }
                val second = suspendedIn { barrier.await() }
                barrier.asBlockingBarrier().await(LONG) shouldBe 0
                second.await() shouldBe 1
                first.result() shouldBe 2
            }
        }

        test("a thread that is interrupted, or whose time is up, breaks the barrier for coroutines too") {
            bounded {
                val barrier = Barrier(3)
                val face = barrier.asBlockingBarrier()
                val first = blockedIn { face.await() }
                val second = suspendedIn { runCatching { barrier.await() }.exceptionOrNull() }
                first.interrupt()
                shouldThrow<InterruptedException> { first.result() }
                (second.await() is BrokenBarrierException) shouldBe true
                shouldThrow<BrokenBarrierException> { face.await() }
                face.reset()
                shouldThrow<TimeoutException> { face.await(SHORT) }
                face.isBroken shouldBe true
                face.reset()
                Thread.currentThread().interrupt()
                shouldThrow<InterruptedException> { face.await() }
                face.isBroken shouldBe true
            }
        }

        test("the last thread runs the barrier's action before anybody leaves") {
            bounded {
                val said = LinkedBlockingQueue<String>()
                val barrier = Barrier(2) { said += "go" }
                val first = suspendedIn { barrier.await().also { said += "left" } }
                barrier.asBlockingBarrier().await() shouldBe 0
                first.await()
                said.shouldContainExactly("go", "left")
            }
        }

        test("a thread that is interrupted as it comes breaks the barrier, if it goes with the interruption") {
            val barrier = Barrier(2)
            val rounds = 20_000
            val coming = AtomicInteger()
            val caller =
                TestThread.start {
                    repeat(rounds) {
                        coming.set(it + 1)
                        shouldThrow<InterruptedException> { barrier.asBlockingBarrier().await() }
                        barrier.isBroken shouldBe true
                        barrier.reset()
                    }
                }
            repeat(rounds) {
                while (coming.get() <= it && !caller.isDoneWithin(Duration.ZERO)) Thread.onSpinWait()
                caller.interrupt()
            }
            caller.result()
        }

        test("a thread that comes interrupted while the action runs has not arrived, and breaks nothing") {
            bounded {
                val gate = CompletableDeferred<Unit>()
                val barrier = Barrier(1) { gate.await() }
                val acting = suspendedIn { barrier.await() }
                TestThread.start {
                    Thread.currentThread().interrupt()
                    shouldThrow<InterruptedException> { barrier.asBlockingBarrier().await() }
                    Thread.currentThread().isInterrupted shouldBe false
                }.result()
                barrier.isBroken shouldBe false
                gate.complete(Unit)
                acting.await() shouldBe 0
            }
        }

        test("a barrier's action may block its thread for a coroutine that it has started there") {
            val answer = AtomicInteger()
            val barrier =
                Barrier(1) {
                    coroutineScope {
                        val child = async { yield().let { 42 } }
                        answer.set(Suspend.block<Int> { child.await() })
                    }
                }
            TestThread.start { barrier.asBlockingBarrier().await() }.result() shouldBe 0
            answer.get() shouldBe 42
        }

        test("a barrier's action may start 100,000 coroutines on its thread") {
            val ran = AtomicInteger()
            val barrier = Barrier(1) { coroutineScope { repeat(100_000) { launch { ran.incrementAndGet() } } } }
            TestThread.start { barrier.asBlockingBarrier().await() }.result() shouldBe 0
            ran.get() shouldBe 100_000
        }

        test("a barrier's action runs on the thread that came last, also after it suspended") {
            val barrier = Barrier(1) {
                delay(1)
                threadName() shouldBe "test thread"
            }
            TestThread.start { barrier.asBlockingBarrier().await() }.result() shouldBe 0
        }

        // ---- BlockingJoinableQueue

        test("threads and coroutines that take are served in the order in which they came") {
            bounded {
                val queue = JoinableQueue.fifo<Int>()
                val face = queue.asBlockingQueue()
                val first = blockedIn { face.take() }
                val second = suspendedIn { queue.take() }
                val third = blockedIn { face.poll(10, SECONDS) }
                face.put(0)
                first.result() shouldBe 0
                face.put(1)
                second.await() shouldBe 1
                face.put(2)
                third.result() shouldBe 2
            }
        }

        test("threads and coroutines that put are let in in the order in which they came") {
            bounded {
                val queue = JoinableQueue.fifo<Int>(1)
                val face = queue.asBlockingQueue()
                face.put(0)
                val first = blockedIn { face.put(1) }
                val second = suspendedIn { queue.put(2) }
                val third = blockedIn { face.offer(3, 10, SECONDS) }
                List(4) { queue.take() }.shouldContainExactly(0, 1, 2, 3)
                first.result()
                second.await()
                third.result() shouldBe true
            }
        }

        test("a long line of threads, each of which wakes the next, is on nobody's stack") {
            val queue = JoinableQueue.fifo<Int>(1)
            val face = queue.asBlockingQueue()
            val asleep = ArrayDeque<Runnable>()
            val first =
                CoroutineScope(Executor { asleep += it }.asCoroutineDispatcher())
                    .async(start = UNDISPATCHED) { queue.take() }
            val takers = List(LINE) { blockedIn { face.take() } }
            face.put(0) // which wakes the first, who sleeps on
            val putters = List(LINE) { blockedIn { face.put(it + 1) } }
            while (true) (asleep.removeFirstOrNull() ?: break).run()
            putters.forEach { it.result() }
            takers.map { it.result() } + first.await() shouldContainExactlyInAnyOrder (0..LINE).toList()
        }

        test("aio-libs/janus #237: a shutdown reaches threads and coroutines that wait to put, take and join") {
            bounded {
                val full = JoinableQueue.fifo<Int>(1)
                full.put(1)
                val putters = listOf(blockedIn { full.asBlockingQueue().put(2) })
                val putting = suspendedIn { runCatching { full.put(3) } }
                val joiner = blockedIn { full.asBlockingQueue().join() }
                full.asBlockingQueue().shutdownNow().shouldContainExactly(1)
                putters.forEach { shouldThrow<QueueShutDownException> { it.result() } }
                (putting.await().exceptionOrNull() is dev.tandem.coroutines.QueueShutDownException) shouldBe true
                joiner.result()

                val empty = JoinableQueue.fifo<Int>()
                val taker = blockedIn { empty.asBlockingQueue().take() }
                empty.shutdown()
                shouldThrow<QueueShutDownException> { taker.result() }
                empty.asBlockingQueue().isShutdown shouldBe true
            }
        }

        test("join is exact, whoever says taskDone") {
            bounded {
                val queue = JoinableQueue.fifo<Int>()
                val face = queue.asBlockingQueue()
                repeat(2) { face.put(it) }
                val joiner = blockedIn { face.join() }
                repeat(2) { queue.take() }
                face.taskDone()
                face.join(SHORT) shouldBe false
                face.unfinished() shouldBe 1
                launch { queue.taskDone() }.join()
                joiner.result()
                face.join(SHORT) shouldBe true
                shouldThrow<IllegalStateException> { face.taskDone() }
            }
        }

        test("a blocking call may come from a dispatcher's own thread, as long as another can end its wait") {
            bounded {
                val queue = JoinableQueue.fifo<Int>()
                val takers =
                    List(2) { async(kotlinx.coroutines.Dispatchers.Default) { queue.asBlockingQueue().take() } }
                repeat(2) { queue.put(it) }
                takers.map { it.await() }.sorted().shouldContainExactly(0, 1)
                val cancelled = launch(start = UNDISPATCHED) { queue.take() }
                cancelled.cancel(CancellationException("enough"))
                joinAll(cancelled)
            }
        }
    })
