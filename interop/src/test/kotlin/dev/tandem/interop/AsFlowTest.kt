package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.lend
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import java.io.IOException
import java.util.concurrent.BlockingQueue
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import java.util.stream.Stream
import kotlin.time.Duration.Companion.seconds
import dev.tandem.threads.JoinableQueue as ThreadsJoinableQueue

/** Flows over what blocks: a queue's and a stream's. */
class AsFlowTest :
    FunSpec({
        extension(NoLeaks())

        // ---- queues

        test("a queue's flow takes an item when the collector is ready for it, and none ahead") {
            val queue: BlockingQueue<Int> = LinkedBlockingQueue(listOf(1, 2, 3))
            bounded { queue.asFlow().take(2).toList() shouldBe listOf(1, 2) }
            queue.toList().shouldContainExactly(3)
        }

        test("while it waits the collector's thread is free") {
            val queue = LinkedBlockingQueue<Int>()
            Executors.newSingleThreadExecutor().lend { executor ->
                val dispatcher = executor.asCoroutineDispatcher()
                val first = async(dispatcher) { queue.asFlow().first() }
                launch(dispatcher) { queue.put(1) }.join()
                first.await() shouldBe 1
            }
        }

        test("cancelling a collector that waits ends the wait, and takes nothing") {
            val waits = CountDownLatch(1)
            val queue = object : LinkedBlockingQueue<Int>() {
                override fun take(): Int {
                    waits.countDown()
                    return super.take()
                }
            }
            bounded {
                val collector = launch(Dispatchers.Default) { queue.asFlow().collect { } }
                waits.await(10, SECONDS) shouldBe true
                collector.cancelAndJoin()
                queue.put(1)
                queue.toList().shouldContainExactly(1)
            }
        }

        test("an item that was taken although the collector is cancelled is given to the collector") {
            val waits = CountDownLatch(1)
            val mayTake = CountDownLatch(1)
            val deaf = object : LinkedBlockingQueue<Int>() {
                override fun poll(): Int? = null

                override fun take(): Int {
                    waits.countDown()
                    while (mayTake.count > 0) runCatching { mayTake.await() }
                    return 42
                }
            }
            bounded {
                val taken = ConcurrentLinkedQueue<Int>()
                val collector = launch(Dispatchers.Default) { deaf.asFlow().collect { taken += it } }
                waits.await(10, SECONDS) shouldBe true
                collector.cancel()
                mayTake.countDown()
                collector.join()
                taken.toList().shouldContainExactly(42)
            }
        }

        for ((name, newQueue) in mapOf<String, () -> BlockingQueue<Int>>(
            "java.util.concurrent" to { LinkedBlockingQueue() },
            "threads" to { ThreadsJoinableQueue.fifo() },
            "coroutines" to { JoinableQueue.fifo<Int>().asBlockingQueue() },
        )) {
            test("what collectors that are cancelled have taken and what is left is all there was: $name") {
                val queue = newQueue()
                val items = 3_000
                val taken = ConcurrentLinkedQueue<Int>()
                bounded {
                    val producer = launch(Dispatchers.Default) { repeat(items) { queue.put(it) } }
                    repeat(items / 3) {
                        val collector = launch(Dispatchers.Default) { queue.asFlow().collect { taken += it } }
                        repeat(it % 60 * 10) { Thread.onSpinWait() }
                        collector.cancelAndJoin()
                    }
                    producer.join()
                }
                taken + queue.toList() shouldContainExactlyInAnyOrder (0..<items).toList()
            }
        }

        test("the flow of a queue that can be shut down ends when it is, and each item is owed a taskDone") {
            for (queue in listOf(ThreadsJoinableQueue.fifo(), JoinableQueue.fifo<Int>().asBlockingQueue())) {
                queue.addAll(listOf(1, 2))
                bounded {
                    val all = async(Dispatchers.Default) { queue.asFlow().toList() }
                    eventually(10.seconds) { queue.size shouldBe 0 }
                    queue.shutdown()
                    all.await() shouldBe listOf(1, 2)
                }
                queue.unfinished() shouldBe 2
            }
        }

        test("what a queue, or the collector, throws is thrown as it is") {
            val failure = IllegalStateException("broken")
            val broken = object : LinkedBlockingQueue<Int>() {
                override fun take(): Int = throw failure
            }
            val full = LinkedBlockingQueue(listOf(1, 2))
            bounded {
                shouldThrow<IllegalStateException> { broken.asFlow().collect { } } shouldBeSameInstanceAs failure
                shouldThrow<IllegalStateException> { full.asFlow().collect { throw failure } } shouldBeSameInstanceAs
                    failure
            }
            full.toList().shouldContainExactly(2)
        }

        // ---- streams

        test("a stream's flow has its elements, null included, and has closed it at the end") {
            val closings = AtomicInteger()
            val letters = Stream.of("a", null, "b").onClose { closings.incrementAndGet() }
            bounded { letters.asFlow().toList() shouldBe listOf("a", null, "b") }
            closings.get() shouldBe 1
        }

        test("a stream's flow asks for an element when the collector is ready for it") {
            val asked = AtomicInteger()
            val closings = AtomicInteger()
            val numbers = Stream.generate(asked::incrementAndGet).onClose { closings.incrementAndGet() }
            bounded { numbers.asFlow().take(3).toList() shouldBe listOf(1, 2, 3) }
            asked.get() shouldBe 3
            closings.get() shouldBe 1
        }

        test("a stream's code does not run on the collector's thread") {
            bounded {
                val mine = Thread.currentThread()
                val closedBy = ConcurrentLinkedQueue<Thread>()
                val threads = Stream.generate { Thread.currentThread() }.onClose { closedBy += Thread.currentThread() }
                (threads.asFlow().first() === mine) shouldBe false
                (closedBy.single() === mine) shouldBe false
            }
        }

        test("cancelling the collector interrupts a stream that blocks, waits for it, and closes it") {
            val play = Play()
            val closings = AtomicInteger()
            val blocking = Stream.generate { play.hold() }.onClose { closings.incrementAndGet() }
            bounded {
                val collector = launch(Dispatchers.Default) { blocking.asFlow().collect { } }
                play.running.await(10, SECONDS) shouldBe true
                collector.cancelAndJoin()
                play.ended.count shouldBe 0
                closings.get() shouldBe 1
            }
        }

        test("an element that a stream gave although the collector is cancelled is given to the collector") {
            val play = Play()
            val taken = ConcurrentLinkedQueue<String>()
            bounded {
                val deaf = Stream.generate { play.hold { play.mayEnd.await() } }
                val collector = launch(Dispatchers.Default) { deaf.asFlow().collect { taken += it } }
                play.running.await(10, SECONDS) shouldBe true
                collector.cancel()
                play.interrupted.await(10, SECONDS) shouldBe true
                play.mayEnd.countDown()
                collector.join()
            }
            taken.toList().shouldContainExactly("held")
        }

        test("a stream can be collected once; the second time does not close it for the first") {
            val closings = AtomicInteger()
            val numbers = Stream.of(1, 2).onClose { closings.incrementAndGet() }.asFlow()
            bounded {
                numbers.collect { shouldThrow<IllegalStateException> { numbers.collect { } } }
            }
            closings.get() shouldBe 1
        }

        test("what a stream throws is thrown as it is, with what its close throws suppressed in it") {
            val failure = IOException("disk full")
            val second = IllegalStateException("not closed")
            bounded {
                val failing = Stream.generate<Int> { throw failure }.onClose { throw second }
                shouldThrow<IOException> { failing.asFlow().collect { } } shouldBeSameInstanceAs failure
                failure.suppressed.toList().shouldContainExactly(second)
                val notClosed = Stream.of(1).onClose { throw second }
                shouldThrow<IllegalStateException> { notClosed.asFlow().collect { } } shouldBeSameInstanceAs second
                shouldThrow<CancellationException> { Stream.of(1).asFlow().collect { throw CancellationException() } }
            }
        }
    })
