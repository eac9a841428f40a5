package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.startCoroutine
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/** Putting, taking and counting, promise by promise. */
class JoinableQueueTest :
    FunSpec({
        fun <E : Any> JoinableQueue<E>.drained(): List<E> = generateSequence { poll() }.toList()

        fun TestScope.putting(queue: JoinableQueue<String>, item: String, scope: CoroutineScope = this) =
            scope.async { queue.put(item) }.also { runCurrent() }

        fun <E : Any> TestScope.taking(queue: JoinableQueue<E>, scope: CoroutineScope = this) =
            scope.async { queue.take() }.also { runCurrent() }

        fun <E : Any> TestScope.selecting(queue: JoinableQueue<E>) =
            async { select { onTake(queue) { it } } }.also { runCurrent() }

        suspend fun Deferred<*>.shouldBeShutDown() {
            shouldThrow<QueueShutDownException> { await() }
        }

        // ---- order and capacity

        test("items leave in the order of the flavour") {
            val items = listOf("ccc", "a", "bb", "x", "yy")
            val byLength = compareBy<String> { it.length }
            JoinableQueue.fifo<String>().apply { items.forEach(::offer) }.drained() shouldBe items
            JoinableQueue.lifo<String>().apply { items.forEach(::offer) }.drained() shouldBe items.reversed()
            JoinableQueue.priority(order = byLength).apply { items.forEach(::offer) }.drained() shouldBe
                listOf("a", "x", "bb", "yy", "ccc")
            JoinableQueue.priority<String>().apply { items.forEach(::offer) }.drained() shouldBe items.sorted()
        }

        test("equal priorities leave in arrival order") {
            val queue = JoinableQueue.priority<Int> { a, b -> (a % 3).compareTo(b % 3) }
            repeat(1_000) { queue.offer(it) }
            queue.drained() shouldBe (0..<1_000).sortedBy { it % 3 }
        }

        test("a full queue refuses what does not wait, and an empty one gives nothing") {
            val queue = JoinableQueue.fifo<String>(2)
            queue.capacity shouldBe 2
            queue.isEmpty shouldBe true
            queue.poll() shouldBe null
            queue.offer("a") shouldBe true
            queue.isFull shouldBe false
            queue.offer("b") shouldBe true
            queue.offer("c") shouldBe false
            queue.isFull shouldBe true
            queue.size shouldBe 2
            queue.unfinished shouldBe 2
            queue.drained().shouldContainExactly("a", "b")
            JoinableQueue.fifo<String>().capacity shouldBe Int.MAX_VALUE
        }

        test("least first is the natural order unless an order is given, with a capacity or without") {
            val items = listOf(3, 1, 2)
            val queues = mapOf(
                JoinableQueue.priority<Int>() to listOf(1, 2, 3),
                JoinableQueue.priority<Int>(3) to listOf(1, 2, 3),
                JoinableQueue.priority<Int>(reverseOrder()) to listOf(3, 2, 1),
                JoinableQueue.priority<Int>(3, reverseOrder()) to listOf(3, 2, 1),
            )
            for ((queue, order) in queues) queue.apply { items.forEach(::offer) }.drained() shouldBe order
            queues.keys.map { it.capacity }.shouldContainExactly(Int.MAX_VALUE, 3, Int.MAX_VALUE, 3)
        }

        test("it says what it holds and who waits, and asks no item for its text") {
            runTest {
                val queue = JoinableQueue.fifo<Any>(1)
                queue.toString() shouldBe
                    "JoinableQueue[size = 0, capacity = 1, unfinished = 0, takers = 0, putters = 0]"
                val takers = List(2) { launch { queue.take() } }
                runCurrent()
                queue.toString() shouldBe
                    "JoinableQueue[size = 0, capacity = 1, unfinished = 0, takers = 2, putters = 0]"
                takers.forEach { it.cancel() }
                queue.put(object {
                    override fun toString(): String = error("asked")
                })
                val putter = launch { shouldThrow<QueueShutDownException> { queue.put(1) } }
                val selecting = launch { shouldThrow<QueueShutDownException> { select { onPut(queue, 2) { } } } }
                runCurrent()
                queue.toString() shouldBe
                    "JoinableQueue[size = 1, capacity = 1, unfinished = 1, takers = 0, putters = 2]"
                queue.iterator().toString() shouldBe "JoinableQueueIterator[0 in hand, $queue]"
                queue.shutdown()
                listOf(putter, selecting).joinAll()
                queue.toString() shouldBe
                    "JoinableQueue[size = 1, capacity = 1, unfinished = 1, takers = 0, putters = 0, shut down]"
            }
        }

        // ---- promise 1: lossless

        test("a take that is cancelled took nothing") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                taking(queue).cancel()
                runCurrent()
                queue.put("a")
                queue.drained().shouldContainExactly("a")
            }
        }

        test("a put that is cancelled put nothing") {
            runTest {
                val queue = JoinableQueue.fifo<String>(1)
                queue.put("a")
                putting(queue, "b").cancel()
                runCurrent()
                queue.take() shouldBe "a"
                queue.poll() shouldBe null
                queue.unfinished shouldBe 1
            }
        }

        test("a take whose time is up just as it is served took nothing") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                val taker = async { withTimeoutOrNull(1.seconds) { queue.take() } }
                launch {
                    delay(1.seconds)
                    queue.offer("a")
                }
                val taken = taker.await()
                listOfNotNull(taken) + queue.drained() shouldBe listOf("a")
            }
        }

        test("a coroutine that is cancelled already neither puts nor takes") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                queue.put("a")
                launch {
                    currentCoroutineContext().cancel()
                    shouldThrow<CancellationException> { queue.put("b") }
                    shouldThrow<CancellationException> { queue.take() }
                    shouldThrow<CancellationException> { queue.join() }
                }.join()
                queue.drained().shouldContainExactly("a")
            }
        }

        // ---- promise 2: no lost wake-up

        test("a taker that is cancelled as it is woken wakes the next") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                val (first, second) = List(2) { taking(queue) }
                queue.offer("a")
                first.cancel() // woken, and not yet gone on
                runCurrent()
                second.await() shouldBe "a"
                queue.isEmpty shouldBe true
            }
        }

        test("a taker that is cancelled as it is woken leaves the item where it is if nobody else waits") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                val taker = taking(queue)
                queue.offer("a")
                taker.cancel()
                runCurrent()
                queue.poll() shouldBe "a"
            }
        }

        test("a putter that is cancelled as it is woken wakes the next") {
            runTest {
                val queue = JoinableQueue.fifo<String>(1)
                queue.put("a")
                val first = putting(queue, "b")
                val second = putting(queue, "c")
                queue.poll() shouldBe "a"
                first.cancel()
                runCurrent()
                second.isCompleted shouldBe true
                queue.drained().shouldContainExactly("c")
            }
        }

        test("a cancelled taker leaves the line at once, whatever its dispatcher is busy with") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val stuck = taking(queue)
                stuck.cancel() // and it cannot run: we hold the only thread
                val other = async(Dispatchers.Unconfined) { queue.take() }
                queue.offer("a")
                other.isCompleted shouldBe true
            }
        }

        test(
            "a taker that finds nothing, and is cancelled as it begins to wait again, leaves the others in their places",
        ) {
            val queue = JoinableQueue.fifo<Int>()
            val waitingAgain = CancelledAsItSuspends()
            var thrown: Throwable? = null
            val take = suspend { queue.take() }
            take.startCoroutine(Continuation(waitingAgain.context) { thrown = it.exceptionOrNull() })
            waitingAgain.run()
            val patient = List(3) { CoroutineScope(Dispatchers.Unconfined).async { queue.take() } }
            queue.offer(1)
            queue.poll() shouldBe 1
            waitingAgain.runAndCancel()
            thrown.shouldBeInstanceOf<CancellationException>()
            repeat(3) { queue.offer(it) }
            patient.map { it.getCompleted() }.shouldContainExactly(0, 1, 2)
            queue.offer(3)
            queue.poll() shouldBe 3
        }

        test("poll and offer go by what is there, and who found them quicker waits on at its place") {
            runTest {
                val queue = JoinableQueue.fifo<String>(1)
                val (first, second) = List(2) { taking(queue) }
                queue.offer("a") shouldBe true
                queue.poll() shouldBe "a"
                runCurrent()
                queue.put("b")
                first.await() shouldBe "b"
                queue.put("c")
                second.await() shouldBe "c"

                queue.put("d")
                val (third, fourth) = listOf(putting(queue, "e"), putting(queue, "f"))
                queue.poll() shouldBe "d"
                queue.offer("quicker") shouldBe true
                runCurrent()
                queue.poll() shouldBe "quicker"
                runCurrent()
                third.isCompleted shouldBe true
                fourth.isCompleted shouldBe false
                queue.take() shouldBe "e"
                runCurrent()
                queue.drained().shouldContainExactly("f")
            }
        }

        // ---- promise 3: fair

        test("takers are served first come, first served") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val takers = List(6) { taking(queue) }
                repeat(6) { queue.offer("$it") }
                takers.awaitAll().shouldContainExactly("0", "1", "2", "3", "4", "5")
            }
        }

        test("putters are served first come, first served, and nobody overtakes them") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                repeat(8) { putting(queue, "$it") }
                val taken =
                    List(8) { i ->
                        val late = if (i < 6) async(start = UNDISPATCHED) { queue.put("late") } else null
                        queue.take().also {
                            runCurrent()
                            late?.isCompleted?.shouldBe(false)
                            late?.cancel()
                        }
                    }
                taken shouldBe List(8) { "$it" }
            }
        }

        // ---- promise 6: shutdown reaches everyone

        test("shutdown wakes takers, and refuses what comes later") {
            runTest {
                supervisorScope {
                    val queue = JoinableQueue.fifo<String>(1)
                    val takers = List(3) { taking(queue, this) }
                    repeat(2) { queue.shutdown() }
                    takers.forEach { it.shouldBeShutDown() }
                    queue.isShutdown shouldBe true
                    shouldThrow<QueueShutDownException> { queue.put("a") }
                    shouldThrow<QueueShutDownException> { queue.offer("a") }
                    shouldThrow<QueueShutDownException> { queue.take() }
                    shouldThrow<QueueShutDownException> { queue.poll() }
                    shouldThrow<QueueShutDownException> { select { onTake(queue) { } } }
                    queue.unfinished shouldBe 0
                }
            }
        }

        test("shutdown wakes putters, and leaves what is there to takers") {
            runTest {
                supervisorScope {
                    val queue = JoinableQueue.fifo<String>(2)
                    queue.put("a")
                    queue.put("b")
                    val putter = putting(queue, "c", this)
                    queue.shutdown()
                    putter.shouldBeShutDown()
                    shouldThrow<QueueShutDownException> { queue.offer("d") }
                    queue.take() shouldBe "a"
                    queue.poll() shouldBe "b"
                    shouldThrow<QueueShutDownException> { queue.take() }
                    queue.unfinished shouldBe 2
                }
            }
        }

        test("an item promised to a taker that is cancelled during shutdown is still there for another") {
            runTest {
                val queue = JoinableQueue.fifo<String>(2)
                val taker = taking(queue)
                queue.offer("a")
                queue.shutdown()
                taker.cancel()
                runCurrent()
                queue.take() shouldBe "a"
                shouldThrow<QueueShutDownException> { queue.take() }
            }
        }

        test("join goes on waiting after shutdown for what is unfinished") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                queue.put("a")
                val joiner = launch { queue.join() }
                runCurrent()
                queue.shutdown()
                runCurrent()
                joiner.isCompleted shouldBe false
                queue.take()
                queue.taskDone()
                joiner.join()
            }
        }

        test("shutdownNow gives back what it discards, and join no longer waits for it") {
            runTest {
                val queue = JoinableQueue.priority<Int>()
                listOf(5, 1, 4, 2, 3).forEach { queue.put(it) }
                queue.take() shouldBe 1
                val joiner = launch { queue.join() }
                runCurrent()
                queue.shutdownNow().shouldContainExactly(2, 3, 4, 5)
                runCurrent()
                joiner.isCompleted shouldBe false
                queue.unfinished shouldBe 1
                queue.taskDone()
                joiner.join()
                queue.shutdownNow().shouldBeEmpty()
            }
        }

        test("shutdownNow wakes a joiner when nothing is in anybody's hands") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                queue.put("a")
                val joiner = launch { queue.join() }
                runCurrent()
                queue.shutdownNow().shouldContainExactly("a")
                joiner.join()
            }
        }

        // ---- promise 7: join is exact

        test("join returns when the last item is done, and not before") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                queue.join()
                queue.put("a")
                queue.put("b")
                val joiner = launch { queue.join() }
                runCurrent()
                repeat(2) { queue.take() }
                queue.taskDone()
                runCurrent()
                joiner.isCompleted shouldBe false
                queue.taskDone()
                joiner.join()
            }
        }

        test("a zero counts for who waited, even if more is put at once") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                queue.put("a")
                val joiner = launch { queue.join() }
                runCurrent()
                queue.take()
                queue.taskDone()
                queue.put("b")
                runCurrent()
                joiner.isCompleted shouldBe true
                withTimeoutOrNull(1.seconds) { queue.join() } shouldBe null
            }
        }

        test("one taskDone too many is refused and changes nothing") {
            val queue = JoinableQueue.fifo<String>()
            shouldThrow<IllegalStateException> { queue.taskDone() }
            queue.offer("a")
            queue.taskDone()
            shouldThrow<IllegalStateException> { queue.taskDone() }
            queue.unfinished shouldBe 0
            queue.drained().shouldContainExactly("a")
        }

        // ---- promise 9: foreign code is kept outside

        test("a comparator that throws leaves every item where it was") {
            var broken = false
            var comparisons = 0
            val queue =
                JoinableQueue.priority<Int>(100) { a, b ->
                    if (broken && comparisons-- == 0) throw ArithmeticException("broken")
                    a.compareTo(b)
                }
            val items = List(99) { it * 37 % 101 }
            items.forEach { queue.offer(it) shouldBe true }
            broken = true
            repeat(6) { failingAt ->
                comparisons = failingAt
                shouldThrow<ArithmeticException> { queue.offer(-1) }
                comparisons = failingAt
                shouldThrow<ArithmeticException> { queue.poll() }
                comparisons = failingAt
                shouldThrow<ArithmeticException> { queue.shutdownNow() }
            }
            broken = false
            queue.isShutdown shouldBe false
            queue.unfinished shouldBe 99
            queue.offer(1_000) shouldBe true // no place was lost
            queue.offer(1_001) shouldBe false
            queue.drained() shouldBe items.sorted() + 1_000
        }

        test("a comparator that throws over a waiting putter's item fails that putter, and lets in the next") {
            runTest {
                supervisorScope {
                    val queue =
                        JoinableQueue.priority<Int>(2) { a, b ->
                            if (a * b ==
                                0
                            ) {
                                throw ArithmeticException()
                            } else {
                                a - b
                            }
                        }
                    queue.put(1)
                    queue.put(2)
                    val zero = async { queue.put(0) }
                    val three = async { queue.put(3) }
                    runCurrent()
                    queue.take() shouldBe 1
                    shouldThrow<ArithmeticException> { zero.await() }
                    three.await()
                    queue.drained().shouldContainExactly(2, 3)
                }
            }
        }

        listOf(
            "fifo" to JoinableQueue.fifo<Int>(5),
            "lifo" to JoinableQueue.lifo(5),
            "priority" to JoinableQueue.priority(5),
        ).forEach { (flavour, queue) ->
            test("the first match, in the order of leaving, is taken out of a $flavour queue, and makes room") {
                runTest {
                    listOf(1, 12, 3, 14, 5).forEach { queue.put(it) }
                    val waiting = async { queue.put(16) }
                    runCurrent()
                    val inOrder = queue.toList()
                    queue.removeFirst { it > 10 } shouldBe true
                    queue.removeFirst { it > 20 } shouldBe false
                    waiting.await()
                    val removed = inOrder.first { it > 10 }
                    queue.unfinished shouldBe 6
                    queue.drained().shouldContainExactlyInAnyOrder(listOf(1, 12, 3, 14, 5, 16) - removed)
                    queue.removeFirst { true } shouldBe false
                }
            }
        }

        mapOf(
            "fifo" to { JoinableQueue.fifo<Int>() },
            "lifo" to { JoinableQueue.lifo() },
            "priority" to { JoinableQueue.priority() },
        ).forEach { (flavour, newQueue) ->
            test("all that match are taken out of a $flavour queue, and the rest keep their order") {
                val queue = newQueue()
                repeat(100) { queue.offer(it * 37 % 100) }
                runCatching { queue.drain(1) { error("it goes back") } }
                val rest = queue.toList().filter { it % 3 != 0 }
                queue.removeIf { it % 3 == 0 } shouldBe 34
                queue.toList() shouldBe rest
                queue.unfinished shouldBe 100
                queue.removeIf { it % 3 == 0 } shouldBe 0
                queue.offer(0)
                queue.offer(1000)
                queue.drained().shouldContainExactlyInAnyOrder(rest + 0 + 1000)
            }

            test("half of a $flavour queue of 200,000 items is taken out in no more than a few steps an item") {
                val queue = newQueue()
                repeat(200_000) { queue.offer(it) }
                val start = System.nanoTime()
                queue.removeIf { it in 50_000..<150_000 } shouldBe 100_000
                (System.nanoTime() - start < 10_000_000_000) shouldBe true
            }
        }

        test("of an object that stands there several times, as many are taken out as there were") {
            val (a, b) = listOf("a", "b")
            val queue = JoinableQueue.fifo<String>()
            listOf(a, b, a, b, a).forEach { queue.offer(it) }
            queue.removeIf { item ->
                if (queue.size == 5) queue.poll() // an a
                item === a
            } shouldBe 2
            queue.toList().shouldContainExactly(b, b)
        }

        test("what is kept for a select is not taken out") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val select = selecting(queue)
                queue.offer("a")
                queue.removeIf { true } shouldBe 0
                runCurrent()
                select.await() shouldBe "a"
            }
        }

        test("a predicate that throws changes nothing, and one that uses the queue may") {
            listOf(JoinableQueue.fifo<Int>(), JoinableQueue.priority()).forEach { queue ->
                queue.offer(1)
                queue.offer(2)
                shouldThrow<ArithmeticException> { queue.removeFirst { 1 / (it - 2) == 1 } }
                queue.removeFirst { queue.isEmpty } shouldBe false
                queue.toList().shouldContainExactly(1, 2)
            }
        }

        test("what is kept for a select and matches nothing still reaches it") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val select = selecting(queue)
                queue.offer("a")
                queue.removeFirst { it == "b" } shouldBe false
                runCurrent()
                select.await() shouldBe "a"
            }
        }

        test("a comparator that uses its queue is refused") {
            lateinit var queue: JoinableQueue<Int>
            queue = JoinableQueue.priority { a, b -> queue.size + a - b }
            queue.offer(1)
            shouldThrow<IllegalStateException> { queue.offer(2) }
                .message shouldBe "a comparator must not use its own queue"
            queue.size shouldBe 1
        }

        test("a coroutine that is resumed at once, in the putter's thread, may use the queue") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(1)
                val taken = mutableListOf<Int>()
                launch(Dispatchers.Unconfined) {
                    repeat(3) {
                        val item = queue.take()
                        taken += item
                        queue.taskDone()
                        queue.offer(item + 1)
                        queue.size shouldBe 1
                    }
                }
                queue.offer(1)
                taken.shouldContainExactly(1, 2, 3)
            }
        }

        // ---- promise 11: bad arguments are refused at the door

        test("a queue without room is refused by value") {
            shouldThrow<IllegalArgumentException> { JoinableQueue.fifo<Int>(0) }
                .message shouldBe "capacity must be at least 1, not 0"
            shouldThrow<IllegalArgumentException> { JoinableQueue.lifo<Int>(-1) }
            shouldThrow<IllegalArgumentException> { JoinableQueue.priority<Int>(0) }
        }

        // ---- iteration and select

        test("a for loop takes items until the queue is shut down and empty") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val taken = mutableListOf<Int>()
                val consumer = launch { for (item in queue) taken += item }
                repeat(3) { queue.put(it) }
                queue.shutdown()
                consumer.join()
                taken.shouldContainExactly(0, 1, 2)
                queue.unfinished shouldBe 3
                shouldThrow<NoSuchElementException> { queue.iterator().next() }
            }
        }

        test("consumeEach says taskDone after each item, also after one that fails") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                repeat(3) { queue.put(it) }
                shouldThrow<IllegalArgumentException> {
                    queue.consumeEach { item -> require(item < 1) { "$item" } }
                }.message shouldBe "1"
                queue.unfinished shouldBe 1
                queue.shutdown()
                queue.consumeEach { it shouldBe 2 }
                queue.join()
            }
        }

        test("select takes the next item, from whichever queue has one first") {
            runTest {
                val words = JoinableQueue.fifo<String>()
                val numbers = JoinableQueue.fifo<Int>()
                launch {
                    delay(1.seconds)
                    numbers.put(7)
                }
                val selected =
                    select {
                        onTake(words) { it }
                        onTake(numbers) { "number $it" }
                    }
                selected shouldBe "number 7"
                words.put("word")
                numbers.isEmpty shouldBe true
                words.take() shouldBe "word"
            }
        }

        test("a select that chose something else, or was cancelled, took nothing") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                select {
                    onTake(queue) { it }
                    onTimeout(1.seconds) { "timeout" }
                } shouldBe "timeout"
                val cancelled = async { select { onTake(queue) { it } } }
                runCurrent()
                queue.offer("a")
                cancelled.cancel() // selected, and not yet gone on
                runCurrent()
                queue.poll() shouldBe "a"
            }
        }

        test("selects and takers stand in one line") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val order =
                    listOf(taking(queue), selecting(queue), taking(queue), taking(queue))
                listOf("a", "b", "c", "d").forEach { queue.offer(it) }
                order.awaitAll().shouldContainExactly("a", "b", "c", "d")
            }
        }

        test("several selects on one queue are served in turn") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val selects = List(3) { selecting(queue) }
                listOf("a", "b", "c").forEach { queue.offer(it) }
                selects.awaitAll().shouldContainExactly("a", "b", "c")
                queue.isEmpty shouldBe true
            }
        }

        test("an item kept for a select is not to be had by poll, and goes on if the select is cancelled") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val select = selecting(queue)
                val taker = taking(queue)
                queue.offer("a")
                queue.poll() shouldBe null
                select.cancel()
                runCurrent()
                taker.await() shouldBe "a"
            }
        }

        test("selects that have chosen something else stand in nobody's way") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(2)
                repeat(10_000) {
                    select {
                        onTake(queue) { error("there is no item") }
                        onTimeout(1.milliseconds) { }
                    }
                }
                repeat(3) {
                    queue.offer(1) shouldBe true
                    queue.offer(2) shouldBe true
                    queue.poll() shouldBe 1
                    queue.take() shouldBe 2
                }
                val takers = List(3) { taking(queue) }
                repeat(3) {
                    queue.put(it)
                    runCurrent()
                }
                takers.awaitAll().shouldContainExactly(0, 1, 2)
                val select = selecting(queue)
                queue.offer(3)
                select.await() shouldBe 3
            }
        }

        test("a select that is being set up while an item comes, and goes again, misses no later one") {
            val queue = JoinableQueue.fifo<Int>()
            bounded(1.minutes, Dispatchers.Default) {
                val selected = async { List(20_000) { select { onTake(queue) { it } } } }
                val polled = async {
                    buildList {
                        while (size < 20_000) {
                            queue.poll()?.let { add(it) }
                            yield()
                        }
                    }
                }
                repeat(40_000) {
                    queue.put(it)
                    if (it % 8 == 0) yield()
                }
                (selected.await() + polled.await()).sorted() shouldBe List(40_000) { it }
            }
        }

        test("shutdown reaches every select") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                val selects =
                    List(3) { async(start = UNDISPATCHED) { runCatching { select { onTake(queue) { it } } } } }
                queue.shutdown()
                selects.awaitAll().forEach { it.exceptionOrNull().shouldBeInstanceOf<QueueShutDownException>() }
            }
        }
    })

/** Runs a coroutine when it is told to, and cancels it as it is about to suspend. */
private class CancelledAsItSuspends {
    private val job = Job()
    private val tasks = ArrayDeque<Runnable>()
    private var lookups = Int.MIN_VALUE

    private val later =
        object : CoroutineDispatcher() {
            override fun dispatch(context: CoroutineContext, block: Runnable) {
                tasks.add(block)
            }
        }

    val context =
        object : CoroutineContext {
            private val elements = job + later

            override fun <E : CoroutineContext.Element> get(key: CoroutineContext.Key<E>): E? {
                // the first look is the dispatcher's, the second the suspension's
                if (key === Job && lookups++ == 1) job.cancel()
                return elements[key]
            }

            override fun <R> fold(initial: R, operation: (R, CoroutineContext.Element) -> R) =
                elements.fold(initial, operation)

            override fun minusKey(key: CoroutineContext.Key<*>) = elements.minusKey(key)
        }

    fun run() {
        while (tasks.isNotEmpty()) tasks.removeFirst().run()
    }

    fun runAndCancel() {
        lookups = 0
        run()
    }
}
