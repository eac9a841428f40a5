package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers.Unconfined
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Comparators, predicates, consumers and items that do what they should not. */
class JoinableQueueForeignCodeTest :
    FunSpec({
        val calls = mapOf<String, suspend (JoinableQueue<Int>) -> Unit>(
            "put" to { it.put(9) },
            "offer" to { it.offer(9) },
            "offer with a timeout" to { it.offer(9, 1.seconds) },
            "offer with no time" to { it.offer(9, Duration.ZERO) },
            "take" to { it.take() },
            "poll" to { it.poll() },
            "poll with a timeout" to { it.poll(1.seconds) },
            "poll with no time" to { it.poll(Duration.ZERO) },
            "drain" to { queue -> queue.drain { } },
            "removeFirst" to { queue -> queue.removeFirst { true } },
            "removeIf" to { queue -> queue.removeIf { true } },
            "peek" to { it.peek() },
            "toList" to { it.toList() },
            "size" to { it.size },
            "isEmpty" to { it.isEmpty },
            "isFull" to { it.isFull },
            "unfinished" to { it.unfinished },
            "isShutdown" to { it.isShutdown },
            "taskDone" to { it.taskDone() },
            "join" to { it.join() },
            "join with a timeout" to { it.join(1.seconds) },
            "join with no time" to { it.join(Duration.ZERO) },
            "shutdown" to { it.shutdown() },
            "shutdownNow" to { it.shutdownNow() },
            "iteration" to { queue -> for (item in queue) error("$item") },
            "consumeEach" to { queue -> queue.consumeEach { error("$it") } },
            "onTake" to { queue -> select { onTake(queue) { } } },
            "onPut" to { queue -> select { onPut(queue, 9) { } } },
            "onJoin" to { queue -> select { onJoin(queue) { } } },
        )
        calls.forEach { (name, call) ->
            test("a comparator that calls $name of its own queue is refused, and nothing has changed") {
                lateinit var queue: JoinableQueue<Int>
                var meddles = false
                queue = JoinableQueue.priority(10) { a, b ->
                    if (meddles) runBlocking { call(queue) }
                    a.compareTo(b)
                }
                listOf(3, 1, 2).forEach { queue.offer(it) }
                val steps = mapOf<String, () -> Any?>(
                    "offer" to { queue.offer(0) },
                    "poll" to { queue.poll() },
                    "toList" to { queue.toList() },
                    "shutdownNow" to { queue.shutdownNow() },
                    "removeFirst" to { queue.removeFirst { it == 2 } },
                    "removeIf" to { queue.removeIf { it == 2 } },
                )
                steps.forEach { (step, action) ->
                    withClue(step) {
                        meddles = true
                        shouldThrow<IllegalStateException> { action() }
                            .message shouldBe "a comparator must not use its own queue"
                        meddles = false
                        queue.toList().shouldContainExactly(1, 2, 3)
                        queue.isShutdown shouldBe false
                        queue.unfinished shouldBe 3
                    }
                }
                queue.shutdownNow().shouldContainExactly(1, 2, 3)
            }
        }

        test("a comparator that cancels a waiter of its own queue does so") {
            runTest {
                val meddle = mutableListOf<() -> Unit>()
                val queue = JoinableQueue.priority<Int>(2) { a, b ->
                    meddle.forEach { it() }
                    a.compareTo(b)
                }
                queue.put(1)
                queue.put(2)
                val cancelled = listOf(
                    launch { queue.put(3) },
                    launch { select { onPut(queue, 4) { } } },
                    launch { queue.offer(5, 10.seconds) },
                )
                val patient = launch { queue.put(6) }
                runCurrent()
                meddle += { cancelled.forEach { it.cancel() } }
                queue.toList().shouldContainExactly(1, 2)
                queue.poll() shouldBe 1
                meddle.clear()
                runCurrent()
                cancelled.all { it.isCancelled } shouldBe true
                patient.isCompleted shouldBe true
                queue.toList().shouldContainExactly(2, 6)
            }
        }

        test("a comparator that asks another queue, which is shut down, does not end the iteration of its own") {
            val other = JoinableQueue.fifo<Int>()
            val queue = JoinableQueue.priority<Int> { a, b ->
                if (other.isShutdown) other.poll()
                a - b
            }
            repeat(4) { queue.offer(it) }
            other.shutdown()
            shouldThrow<QueueShutDownException> { runBlocking { for (item in queue) error("took $item") } }
            queue.size shouldBe 4
        }

        test("items are not asked for equality, hash or text") {
            class Silent : Comparable<Silent> {
                override fun compareTo(other: Silent) = 0

                override fun equals(other: Any?) = error("equals")

                override fun hashCode() = error("hashCode")

                override fun toString() = error("toString")
            }
            listOf(JoinableQueue.fifo<Silent>(3), JoinableQueue.lifo(3), JoinableQueue.priority(3)).forEach { queue ->
                val items = List(3) { Silent() }
                items.forEach { queue.offer(it) }
                queue.removeFirst { it === items[1] } shouldBe true
                queue.toString().shouldNotBeNull()
                queue.drain { } shouldBe 2
            }
        }

        test("what is in hand as a consumer throws goes back as the next to leave, and nothing else has left") {
            listOf(JoinableQueue.fifo<Int>(3), JoinableQueue.lifo(3), JoinableQueue.priority(3)).forEach { queue ->
                listOf(1, 2, 3).forEach { queue.offer(it) }
                val order = queue.toList()
                val had = mutableListOf<Int>()
                shouldThrow<NoClassDefFoundError> {
                    queue.drain {
                        if (it == order[1]) throw NoClassDefFoundError()
                        had += it
                    }
                }
                had.shouldContainExactly(order[0])
                queue.toList() shouldBe order.drop(1)
                queue.unfinished shouldBe 3
                queue.offer(4) shouldBe true
                queue.offer(5) shouldBe false
            }
        }

        test("what goes back is not compared, so no comparator can lose it") {
            var broken = false
            val queue = JoinableQueue.priority<Int> { a, b -> if (broken) throw ArithmeticException() else a - b }
            listOf(3, 1, 2).forEach { queue.offer(it) }
            shouldThrow<IllegalStateException> {
                queue.drain {
                    broken = true
                    error("the target is broken too")
                }
            }
            queue.size shouldBe 3
            queue.peek() shouldBe 1
            broken = false
            queue.offer(0)
            queue.toList().shouldContainExactly(1, 0, 2, 3)
            queue.removeFirst { it == 1 } shouldBe true
            queue.toList().shouldContainExactly(0, 2, 3)
        }

        test("while a consumer has an item its place stays taken, and goes to a waiter when it returns") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.put(1)
                val putter = launch { queue.put(2) }
                runCurrent()
                queue.drain {
                    queue.size shouldBe 0
                    queue.offer(3) shouldBe false
                } shouldBe 1
                runCurrent()
                putter.isCompleted shouldBe true
                queue.toList().shouldContainExactly(2)
            }
        }

        test("what goes back wakes a taker that came meanwhile") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                queue.put(1)
                val takers = mutableListOf<Int>()
                shouldThrow<IllegalStateException> {
                    queue.drain {
                        launch(Unconfined) { takers += queue.take() }
                        error("no")
                    }
                }
                takers.shouldContainExactly(1)
            }
        }

        test("a consumer that puts what it takes does so once for each item that was there") {
            val queue = JoinableQueue.fifo<Int>()
            repeat(3) { queue.offer(it) }
            queue.drain { queue.offer(it + 10) } shouldBe 3
            queue.toList().shouldContainExactly(10, 11, 12)
            queue.drain(2) { } shouldBe 2
            queue.drain(0) { error("none") } shouldBe 0
            shouldThrow<IllegalArgumentException> { queue.drain(-1) { } }.message shouldContain "-1"
            queue.shutdownNow()
            queue.drain { } shouldBe 0
        }

        test("the heap keeps its order when items leave from anywhere") {
            repeat(50) { seed ->
                val random = kotlin.random.Random(seed)
                val queue = JoinableQueue.priority<Int>()
                val model = mutableListOf<Int>()
                repeat(200) {
                    if (model.isEmpty() || random.nextInt(3) > 0) {
                        random.nextInt(1_000).let { item ->
                            queue.offer(item)
                            model += item
                        }
                    } else {
                        val item = model.random(random)
                        queue.removeFirst { it == item } shouldBe true
                        model -= item
                    }
                    queue.toList() shouldBe model.sorted()
                }
            }
        }

        test("a dispatcher that fails harms neither who woke its coroutine nor the next in line") {
            val queue = JoinableQueue.fifo<Int>()
            val broken = object : CoroutineDispatcher() {
                override fun dispatch(context: CoroutineContext, block: Runnable) = throw ArithmeticException("closed")
            }
            CoroutineScope(broken).launch(start = UNDISPATCHED) { queue.take() }
            val next = CoroutineScope(Unconfined).async { queue.take() }
            val reported = mutableListOf<Throwable>()
            val thread = Thread { queue.offer(1) }
            thread.setUncaughtExceptionHandler { _, e -> reported += e }
            thread.start()
            thread.join(10_000)
            next.isCompleted shouldBe true
            next.getCompleted() shouldBe 1
            reported.size shouldBe 1
        }

        // ---- nulls, which only Java can pass

        test("null is refused by name, from Java, by every door, and changes nothing") {
            val queue = JoinableQueue.fifo<String>()
            shouldThrow<NullPointerException> { NullCalls.put(queue, nowhere()) }.message shouldContain "item"
            shouldThrow<NullPointerException> { NullCalls.offer(queue) }.message shouldContain "item"
            shouldThrow<NullPointerException> { NullCalls.offerInTime(queue, nowhere()) }.message shouldContain "item"
            shouldThrow<NullPointerException> { runBlocking { select { NullCalls.onPut(this, queue) } } }
                .message shouldContain "item"
            shouldThrow<NullPointerException> { NullCalls.priority() }.message shouldContain "order"
            queue.toList().shouldBeEmpty()
            queue.unfinished shouldBe 0
            queue.poll() shouldBe null
        }
    })

private fun nowhere() = object : Continuation<Any?> {
    override val context = EmptyCoroutineContext

    override fun resumeWith(result: Result<Any?>) {
        result.exceptionOrNull().shouldBeInstanceOf<NullPointerException>()
    }
}
