package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers.Unconfined
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import java.util.concurrent.BrokenBarrierException
import kotlin.coroutines.CoroutineContext

/** Waiters whose dispatcher fails as they are woken: with no memory for a thread, before or after it has taken them. */
class FailingDispatcherTest :
    FunSpec({
        /** Fails at each dispatch; what it has taken all the same goes on at [goOn]. */
        class Failing : CoroutineDispatcher() {
            private val taken = mutableListOf<Runnable>()
            var fails = true

            override fun dispatch(context: CoroutineContext, block: Runnable) {
                if (!fails) return block.run()
                taken += block
                throw OutOfMemoryError("no thread")
            }

            fun goOn() {
                fails = false
                taken.forEach { it.run() }
            }
        }

        fun <T> begun(dispatcher: CoroutineDispatcher, block: suspend () -> T): Deferred<T> =
            CoroutineScope(dispatcher + SupervisorJob()).async(start = UNDISPATCHED) { block() }

        fun <T> Deferred<T>.ended(): T {
            isCompleted shouldBe true
            return getCompleted()
        }

        /** Runs [action] in a thread whose handler is told of failures; gives what it was told. */
        fun reportedIn(handle: (Throwable) -> Unit = {}, action: () -> Unit): List<Throwable> {
            val reported = mutableListOf<Throwable>()
            var thrown: Throwable? = null
            val thread = Thread {
                try {
                    action()
                } catch (e: Throwable) {
                    thrown = e
                }
            }
            thread.isDaemon = true
            thread.setUncaughtExceptionHandler { _, e ->
                reported += e
                handle(e)
            }
            thread.start()
            thread.join(10_000)
            thread.isAlive shouldBe false
            thrown shouldBe null
            return reported
        }

        test("an event releases its other waiters") {
            val event = Event()
            begun(Failing()) { event.await() }
            val other = begun(Unconfined) { event.await() }
            reportedIn { event.set() } shouldHaveSize 1
            other.isCompleted shouldBe true
        }

        test("a queue's other joiners go on, and shutdownNow gives what it has discarded") {
            val queue = JoinableQueue.fifo<Int>()
            repeat(2) { queue.offer(it) }
            begun(Failing()) { queue.join() }
            val other = begun(Unconfined) { queue.join() }
            var discarded = emptyList<Int>()
            reportedIn { discarded = queue.shutdownNow() } shouldHaveSize 1
            discarded.shouldContainExactly(0, 1)
            other.isCompleted shouldBe true
        }

        test("who says that the last item is done has said so") {
            val queue = JoinableQueue.fifo<Int>()
            queue.offer(1)
            begun(Failing()) { queue.join() }
            reportedIn { queue.taskDone() } shouldHaveSize 1
            queue.unfinished shouldBe 0
        }

        test("a signal goes to the next waiter, and signalAll to all others") {
            val mutex = Mutex()
            val condition = mutex.newCondition()

            fun waiting(dispatcher: CoroutineDispatcher) = begun(dispatcher) {
                mutex.lock()
                condition.await()
                mutex.unlock()
            }

            fun held(action: () -> Unit) = reportedIn {
                mutex.tryLock() shouldBe true
                action()
                mutex.unlock()
            }
            waiting(Failing())
            val next = waiting(Unconfined)
            held { condition.signal() } shouldHaveSize 1
            next.isCompleted shouldBe true
            waiting(Failing())
            val others = List(2) { waiting(Unconfined) }
            held { condition.signalAll() } shouldHaveSize 1
            others.all { it.isCompleted } shouldBe true
        }

        test("a barrier that trips, or breaks, lets all others go") {
            val barrier = Barrier(3)
            begun(Failing()) { barrier.await() }
            val waiter = begun(Unconfined) { barrier.await() }
            var last: Deferred<Int>? = null
            reportedIn { last = begun(Unconfined) { barrier.await() } } shouldHaveSize 1
            waiter.ended() shouldBe 1
            last!!.ended() shouldBe 0
            begun(Failing()) { barrier.await() }
            val broken = begun(Unconfined) { barrier.await() }
            reportedIn { barrier.abort() } shouldHaveSize 1
            shouldThrow<BrokenBarrierException> { broken.ended() }
        }

        test("a party that cannot be told to run the action breaks its generation and no other") {
            val gates = mutableListOf<CompletableDeferred<Unit>>()
            val barrier = Barrier(2) { CompletableDeferred<Unit>().also { gates += it }.await() }
            val failing = Failing()
            repeat(2) { begun(Unconfined) { barrier.await() } }
            barrier.reset()
            val waiter = begun(Unconfined) { barrier.await() }
            val runner = begun(failing) { barrier.await() }
            reportedIn { gates[0].complete(Unit) } shouldHaveSize 1
            shouldThrow<BrokenBarrierException> { waiter.ended() }
            barrier.reset()
            val third = List(2) { begun(Unconfined) { barrier.await() } }
            gates shouldHaveSize 2
            reportedIn { failing.goOn() } // it had taken the runner all the same, whose turn is over
            shouldThrow<BrokenBarrierException> { runner.ended() }
            gates shouldHaveSize 2
            gates[1].complete(Unit)
            third.map { it.ended() }.shouldContainExactly(1, 0)
        }

        test("a handler that fails too keeps nobody from being woken") {
            val queue = JoinableQueue.fifo<Int>()
            begun(Failing()) { queue.take() }
            val next = begun(Unconfined) { queue.take() }
            reportedIn({ error("the handler") }) { queue.offer(1) } shouldHaveSize 1
            next.ended() shouldBe 1
        }

        test("a taker that its dispatcher had taken all the same looks, and waits on at its place") {
            val queue = JoinableQueue.fifo<Int>()
            val failing = Failing()
            val first = begun(failing) { queue.take() }
            val second = begun(Unconfined) { queue.take() }
            val third = begun(Unconfined) { queue.take() }
            reportedIn { queue.offer(1) } shouldHaveSize 1
            second.ended() shouldBe 1
            reportedIn { failing.goOn() }
            queue.offer(2)
            first.ended() shouldBe 2
            queue.offer(3)
            third.ended() shouldBe 3
            queue.offer(4)
            queue.poll() shouldBe 4
        }

        test("a select that its dispatcher had taken all the same has what is there, or throws") {
            val queue = JoinableQueue.fifo<Int>(1)
            listOf(true, false).forEach { isThere ->
                val failing = Failing()
                val select = begun(failing) { select { onTake(queue) { it } } }
                reportedIn { queue.offer(1) } shouldHaveSize 1
                if (!isThere) queue.poll() shouldBe 1
                reportedIn { failing.goOn() }
                if (isThere) select.ended() shouldBe 1 else shouldThrow<IllegalStateException> { select.ended() }
                val taker = begun(Unconfined) { queue.take() }
                taker.isCompleted shouldBe false
                queue.offer(2)
                taker.ended() shouldBe 2
            }
            queue.offer(0)
            val failing = Failing()
            val select = begun(failing) { select { onPut(queue, 1) { } } }
            reportedIn { queue.poll() } shouldHaveSize 1
            queue.offer(2) shouldBe true
            reportedIn { failing.goOn() }
            shouldThrow<IllegalStateException> { select.ended() }
            queue.toList().shouldContainExactly(2)
            queue.offer(3) shouldBe false
        }
    })
