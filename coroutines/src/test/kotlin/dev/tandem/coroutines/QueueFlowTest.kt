package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.yield
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/** A queue's items as a flow, and a flow's into a queue. */
class QueueFlowTest :
    FunSpec({
        fun queueOf(vararg items: Int) = JoinableQueue.fifo<Int>().apply { items.forEach { offer(it) } }

        val flows = mapOf<String, (JoinableQueue<Int>) -> Flow<Int>>(
            "asFlow" to { it.asFlow() },
            "consumeAsFlow" to { it.consumeAsFlow() },
        )

        flows.forEach { (name, itemsOf) ->
            test("$name emits items as they come, and ends when the queue is shut down and empty") {
                runTest {
                    val queue = queueOf(1)
                    val collected = async { itemsOf(queue).toList() }
                    runCurrent()
                    queue.put(2)
                    runCurrent()
                    queue.put(3)
                    queue.shutdown()
                    collected.await().shouldContainExactly(1, 2, 3)
                    itemsOf(queue).toList().shouldBeEmpty()
                }
            }

            test("$name takes an item when its collector is ready for it, and no sooner") {
                runTest {
                    val queue = queueOf(1, 2, 3)
                    val collector = launch { itemsOf(queue).collect { delay(1.seconds) } }
                    runCurrent()
                    queue.toList().shouldContainExactly(2, 3)
                    delay(1.seconds)
                    runCurrent()
                    queue.toList().shouldContainExactly(3)
                    collector.cancel()
                    runCurrent()
                    queue.toList().shouldContainExactly(3)
                }
            }

            test("$name that ends early leaves the rest in the queue") {
                runTest {
                    val queue = queueOf(1, 2, 3, 4)
                    itemsOf(queue).first() shouldBe 1
                    itemsOf(queue).map { it * 10 }.take(2).toList().shouldContainExactly(20, 30)
                    queue.toList().shouldContainExactly(4)
                }
            }

            test("$name, cancelled before, while it waits, and as it is woken, takes nothing") {
                runTest {
                    val queue = queueOf()
                    val collected = mutableListOf<Int>()
                    val waiting = launch { itemsOf(queue).collect { collected += it } }
                    val woken = launch { itemsOf(queue).collect { collected += it } }
                    runCurrent()
                    waiting.cancel()
                    queue.put(1) // wakes the other
                    woken.cancel()
                    runCurrent()
                    launch {
                        currentCoroutineContext().cancel()
                        shouldThrow<CancellationException> { itemsOf(queue).collect { collected += it } }
                    }.join()
                    collected.shouldBeEmpty()
                    queue.toList().shouldContainExactly(1)
                }
            }

            test("$name, cancelled by its own collector, has given it what it took, and takes no more") {
                runTest {
                    val queue = queueOf(1, 2)
                    val collected = mutableListOf<Int>()
                    val collector = launch {
                        itemsOf(queue).collect {
                            collected += it
                            currentCoroutineContext().cancel()
                        }
                    }
                    collector.join()
                    collector.isCancelled shouldBe true
                    collected.shouldContainExactly(1)
                    queue.toList().shouldContainExactly(2)
                }
            }

            test("several collectors of $name share the items, each of which goes to one, first come, first served") {
                runTest {
                    val queue = queueOf()
                    val collected = List(3) { mutableListOf<Int>() }
                    collected.forEach { mine -> launch { itemsOf(queue).collect { mine += it } } }
                    runCurrent()
                    (0..<6).forEach {
                        queue.put(it)
                        runCurrent()
                    }
                    queue.shutdown()
                    collected.shouldContainExactly(listOf(0, 3), listOf(1, 4), listOf(2, 5))
                }
            }

            test("what goes in comes out of $name once, with collectors cancelled at random moments") {
                val count = 20_000
                val collected = ConcurrentLinkedQueue<Int>()
                bounded(2.minutes, Dispatchers.Default) {
                    val queue = JoinableQueue.fifo<Int>(16)
                    repeat(4) { seed ->
                        launch {
                            val random = Random(seed)
                            while (!(queue.isShutdown && queue.isEmpty)) {
                                val collector = launch(start = UNDISPATCHED) {
                                    itemsOf(queue).map { it }.collect { collected += it }
                                }
                                repeat(random.nextInt(5)) { yield() }
                                collector.cancel()
                                collector.join()
                            }
                        }
                    }
                    (0..<count).asFlow().collectTo(queue, shutdownWhenDone = true)
                }
                collected.shouldHaveAll(count)
            }
        }

        test("whoever collects asFlow owes the taskDone") {
            runTest {
                val queue = queueOf(1, 2, 3)
                queue.asFlow().take(2).collect { }
                queue.unfinished shouldBe 3
                queue.asFlow().first()
                repeat(3) { queue.taskDone() }
                queue.join()
            }
        }

        test("asFlow behind a buffer has each item done when its collector says so") {
            runTest {
                val queue = queueOf(1, 2, 3)
                launch {
                    queue.asFlow().buffer(10).collect {
                        delay(1.seconds)
                        queue.taskDone()
                    }
                }
                queue.join()
                currentTime shouldBe 3_000
                queue.shutdown()
            }
        }

        test("consumeAsFlow says taskDone after each item: when the collector has returned, and not before") {
            runTest {
                val queue = queueOf(1, 2, 3)
                launch { queue.consumeAsFlow().collect { delay(1.seconds) } }
                queue.join()
                currentTime shouldBe 3_000
                queue.shutdown()
            }
        }

        test("consumeAsFlow says taskDone too if the collector throws, ends early, or is cancelled") {
            runTest {
                val queue = queueOf(1, 2, 3)
                shouldThrow<IllegalStateException> { queue.consumeAsFlow().collect { error("boom") } }
                    .message shouldBe "boom"
                queue.unfinished shouldBe 2
                queue.consumeAsFlow().first() shouldBe 2
                queue.unfinished shouldBe 1
                val cancelled = launch { queue.consumeAsFlow().collect { awaitCancellation() } }
                runCurrent()
                queue.unfinished shouldBe 1
                cancelled.cancel()
                runCurrent()
                queue.unfinished shouldBe 0
            }
        }

        test("collectTo puts what the flow emits, and waits for room") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(2)
                val emitted = mutableListOf<Int>()
                val putting = launch { flowOf(1, 2, 3, 4).onEach { emitted += it }.collectTo(queue) }
                runCurrent()
                emitted.shouldContainExactly(1, 2, 3)
                queue.take() shouldBe 1
                putting.isCompleted shouldBe false
                runCurrent()
                queue.takeAll().shouldContainExactly(2, 3)
                putting.join()
                queue.take() shouldBe 4
                queue.isShutdown shouldBe false
                queue.unfinished shouldBe 4
            }
        }

        test("collectTo shuts the queue down when the flow has ended, if asked to, however it has ended") {
            runTest {
                val ended = queueOf()
                flowOf(1, 2).collectTo(ended, shutdownWhenDone = true)
                ended.consumeAsFlow().fold(0, Int::plus) shouldBe 3

                val failed = queueOf()
                shouldThrow<IllegalStateException> {
                    flow {
                        emit(1)
                        error("boom")
                    }.collectTo(failed, shutdownWhenDone = true)
                }.message shouldBe "boom"
                failed.isShutdown shouldBe true
                failed.toList().shouldContainExactly(1)

                val cancelled = queueOf()
                val putting = launch { flow<Int> { awaitCancellation() }.collectTo(cancelled, shutdownWhenDone = true) }
                runCurrent()
                putting.cancel()
                runCurrent()
                cancelled.isShutdown shouldBe true
            }
        }

        test("collectTo that is cancelled while it waits for room put nothing of what waited") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                val waiting = launch { flowOf(1, 2).collectTo(queue) }
                runCurrent()
                waiting.cancel()
                runCurrent()
                queue.take() shouldBe 1
                queue.poll() shouldBe null

                queue.put(3)
                val woken = launch { flowOf(4).collectTo(queue) }
                runCurrent()
                queue.poll() shouldBe 3
                woken.cancel()
                runCurrent()
                queue.poll() shouldBe null
                queue.unfinished shouldBe 2
            }
        }

        test("collectTo a queue that is, or is being, shut down throws, and puts nothing more") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                val waiting = async { shouldThrow<QueueShutDownException> { flowOf(1, 2).collectTo(queue) } }
                runCurrent()
                queue.shutdown()
                waiting.await()
                shouldThrow<QueueShutDownException> { flowOf(3).collectTo(queue) }
                queue.toList().shouldContainExactly(1)
            }
        }

        test("a queue takes a flow of a type below its own") {
            runTest {
                val queue = JoinableQueue.fifo<Any>()
                flowOf("a", "b").collectTo(queue)
                queue.toList().shouldContainExactly("a", "b")
            }
        }

        test("several flows into one queue, and several flows out of it, lose nothing") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(2)
                val collected = mutableListOf<Int>()
                repeat(3) { launch { queue.consumeAsFlow().collect { collected += it } } }
                val putting = List(3) { launch { (it * 100..<it * 100 + 100).asFlow().collectTo(queue) } }
                putting.forEach { it.join() }
                queue.join()
                queue.shutdown()
                collected.shouldContainExactlyInAnyOrder((0..<300).toList())
            }
        }
    })

private fun Collection<Int>.shouldHaveAll(count: Int) {
    size shouldBe count
    toSet().size shouldBe count
}
