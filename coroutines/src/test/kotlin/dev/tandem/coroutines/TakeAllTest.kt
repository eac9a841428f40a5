package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest

/** Taking all that there is, in one step. */
class TakeAllTest :
    FunSpec({
        test("takeAll gives what is there, in the order in which it would leave, and does not suspend") {
            runTest {
                val queues =
                    listOf(
                        JoinableQueue.fifo<Int>() to listOf(2, 3, 1),
                        JoinableQueue.lifo<Int>() to listOf(1, 3, 2),
                        JoinableQueue.priority<Int>() to listOf(1, 2, 3),
                    )
                for ((queue, order) in queues) {
                    listOf(2, 3, 1).forEach { queue.put(it) }
                    queue.takeAll() shouldBe order
                    queue.isEmpty shouldBe true
                    queue.unfinished shouldBe 3
                }
            }
        }

        test("takeAll of an empty queue waits for the first item") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val taker = async { queue.takeAll() }
                runCurrent()
                taker.isCompleted shouldBe false
                queue.put(1)
                queue.put(2) // before the taker has run
                taker.await().shouldContainExactly(1, 2)
            }
        }

        test("takeAll makes room for all who wait to put") {
            runTest {
                val queue = JoinableQueue.fifo<Int>(2)
                repeat(2) { queue.put(it) }
                val putters = List(3) { launch { queue.put(10 + it) } }
                runCurrent()
                queue.takeAll().shouldContainExactly(0, 1)
                runCurrent()
                queue.takeAll().shouldContainExactly(10, 11)
                runCurrent()
                putters.all { it.isCompleted } shouldBe true
                queue.takeAll().shouldContainExactly(12)
            }
        }

        test("a takeAll that is cancelled took nothing, before it waits, while it waits, and as it is woken") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val waiting = launch { queue.takeAll() }
                runCurrent()
                waiting.cancel()
                runCurrent()
                queue.put(1)
                val woken = launch { queue.takeAll() }
                queue.poll() shouldBe 1
                runCurrent()
                queue.put(2)
                woken.cancel()
                launch {
                    currentCoroutineContext().cancel()
                    shouldThrow<CancellationException> { queue.takeAll() }
                }
                runCurrent()
                listOf(waiting, woken).all { it.isCancelled } shouldBe true
                queue.toList().shouldContainExactly(2)
                queue.takeAll().shouldContainExactly(2)
                queue.unfinished shouldBe 2
            }
        }

        test("a takeAll that is cancelled as it is woken wakes the next") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val first = launch { queue.takeAll() }
                val second = async { queue.take() }
                val third = async { queue.takeAll() }
                runCurrent()
                queue.put(1)
                first.cancel()
                queue.put(2)
                queue.put(3)
                second.await() shouldBe 1
                third.await().shouldContainExactly(2, 3)
            }
        }

        test("takers are served first come, first served: who takes all leaves to others what they were woken for") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val taken = mutableListOf<String>()
                repeat(2) { launch { taken += "one ${queue.take()}" } }
                launch { taken += "all ${queue.takeAll()}" }
                launch { taken += "one ${queue.take()}" }
                runCurrent()
                repeat(5) { queue.put(it) } // wakes all four; one item is nobody's
                val newcomer = async { queue.takeAll() }
                newcomer.start()
                runCurrent()
                taken.shouldContainExactly("one 0", "one 1", "all [2, 3]", "one 4")
                newcomer.isCompleted shouldBe false
                queue.put(5)
                newcomer.await().shouldContainExactly(5)
            }
        }

        test("a newcomer that takes all does not overtake those who were woken") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val waiting = async { queue.take() }
                runCurrent()
                repeat(3) { queue.put(it) }
                queue.takeAll().shouldContainExactly(0, 1)
                waiting.await() shouldBe 2
            }
        }

        test("a shutdown has takeAll give what is left, and then throw") {
            runTest {
                val queue = JoinableQueue.fifo<Int>()
                val waiting = async { shouldThrow<QueueShutDownException> { queue.takeAll() } }
                runCurrent()
                queue.shutdown()
                waiting.await()
                val other = JoinableQueue.fifo<Int>()
                repeat(3) { other.put(it) }
                other.shutdown()
                other.takeAll().shouldContainExactly(0, 1, 2)
                shouldThrow<QueueShutDownException> { other.takeAll() }
                other.unfinished shouldBe 3
            }
        }

        test("a comparator that throws in the midst of takeAll leaves every item where it was") {
            runTest {
                var comparisons = Int.MAX_VALUE
                val queue = JoinableQueue.priority<Int> { a, b ->
                    if (comparisons-- <= 0) throw ArithmeticException("broken")
                    a.compareTo(b)
                }
                val items = (1..20).toList()
                items.shuffled(kotlin.random.Random(1)).forEach { queue.put(it) }
                for (some in listOf(0, 5, 30)) {
                    comparisons = some
                    shouldThrow<ArithmeticException> { queue.takeAll() }
                    comparisons = Int.MAX_VALUE
                    queue.toList() shouldBe items
                    queue.unfinished shouldBe 20
                }
                queue.takeAll() shouldBe items
            }
        }
    })
