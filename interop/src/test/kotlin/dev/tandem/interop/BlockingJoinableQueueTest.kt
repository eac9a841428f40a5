package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.threads.QueueShutDownException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.util.AbstractCollection
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread
import dev.tandem.coroutines.QueueShutDownException as CoroutinesQueueShutDownException

/** The queue's face where it meets foreign code, other faces and Java. (BlockingFacesTest has it beside coroutines.) */
class BlockingJoinableQueueTest :
    FunSpec({
        /** A target that takes [room] items and then throws [refusal]. */
        class Target(private val room: Int, private val refusal: Throwable) : AbstractCollection<Int>() {
            val items = mutableListOf<Int>()
            override val size get() = items.size

            override fun iterator() = items.iterator()

            override fun add(element: Int): Boolean {
                if (items.size == room) throw refusal
                return items.add(element)
            }
        }

        test("a queue is not drained to itself, by whichever face") {
            val queue = JoinableQueue.fifo<Int>()
            queue.offer(1)
            shouldThrow<IllegalArgumentException> {
                Caller { queue.asBlockingQueue().drainTo(queue.asBlockingQueue()) }.result() // not for ever
            }
            shouldThrow<IllegalArgumentException> { queue.asBlockingQueue().drainTo(queue.asBlockingQueue(), 1) }
            queue.toList().shouldContainExactly(1)
            val other = JoinableQueue.fifo<Int>()
            queue.asBlockingQueue().drainTo(other.asBlockingQueue()) shouldBe 1
            other.toList().shouldContainExactly(1)
        }

        test("a queue that is drained into itself behind a wrapper goes round once") {
            val face = JoinableQueue.fifo<Int>().asBlockingQueue()
            face.addAll(listOf(1, 2, 3))
            val wrapped = java.util.Collections.checkedCollection(face, Int::class.javaObjectType)
            Caller { face.drainTo(wrapped) }.result() shouldBe 3
            face.toList().shouldContainExactly(1, 2, 3)
            face.unfinished() shouldBe 6
        }

        test("a target that throws has what it had, and the item that it refused stays next") {
            for (refusal in listOf(ArithmeticException(), StackOverflowError())) {
                listOf(JoinableQueue.fifo<Int>(3), JoinableQueue.lifo(3), JoinableQueue.priority(3)).forEach { queue ->
                    val face = queue.asBlockingQueue()
                    face.addAll(listOf(1, 2, 3))
                    val order = queue.toList()
                    val target = Target(1, refusal)
                    shouldThrow<Throwable> { face.drainTo(target) } shouldBe refusal
                    target.items shouldBe order.take(1)
                    queue.toList() shouldBe order.drop(1)
                    face.remainingCapacity() shouldBe 1
                    face.drainTo(target.items, -1) shouldBe 0
                    face.drainTo(target.items, 1) shouldBe 1
                    face.drainTo(target.items) shouldBe 1
                    target.items shouldBe order
                    face.unfinished() shouldBe 3
                }
            }
        }

        test("equals may wait for somebody who uses the queue") {
            lateinit var face: BlockingJoinableQueue<Any>
            val asked = AtomicBoolean()
            val waits = object {
                override fun equals(other: Any?): Boolean {
                    asked.set(true)
                    val user = thread { face.size }
                    user.join(10_000)
                    return !user.isAlive && this === other
                }

                override fun hashCode() = 0
            }
            face = JoinableQueue.fifo<Any>().asBlockingQueue()
            face.add("another")
            face.add(waits)
            face.contains(waits) shouldBe true
            face.remove(waits) shouldBe true
            asked.get() shouldBe true
            face.remove(waits) shouldBe false
            face.toList().shouldContainExactly("another")
        }

        test("an item that is taken while it is compared was not removed") {
            val queue = JoinableQueue.fifo<Any>()
            val face = queue.asBlockingQueue()
            val thief = object {
                override fun equals(other: Any?): Boolean {
                    if (other is String && queue.peek() === other) queue.poll()
                    return other is String
                }

                override fun hashCode() = 0
            }
            val (first, second) = listOf(String(charArrayOf('a')), String(charArrayOf('a')))
            face.addAll(listOf<Any>(first, second, 3))
            face.remove(thief) shouldBe false // it has taken each before it said that they are equal
            face.toList().shouldContainExactly(3)
        }

        test("a stream shows what is there when it begins, and no size that is not so") {
            val face = JoinableQueue.fifo<Int>().asBlockingQueue()
            val early = face.stream()
            val spliterator = face.spliterator()
            spliterator.hasCharacteristics(java.util.Spliterator.SIZED) shouldBe false
            spliterator.hasCharacteristics(java.util.Spliterator.CONCURRENT) shouldBe true
            face.addAll(listOf(1, 2, 3))
            early.toArray().toList().shouldContainExactly(1, 2, 3)
            val seen = mutableListOf<Int>()
            spliterator.tryAdvance { seen += it } shouldBe true
            face.clear()
            spliterator.forEachRemaining { seen += it }
            seen.shouldContainExactly(1, 2, 3)
        }

        test("streams, arrays and iterators go on while others put and take") {
            val face = JoinableQueue.fifo<Int>().asBlockingQueue()
            val over = AtomicBoolean()
            val others = List(2) {
                thread {
                    while (!over.get()) {
                        repeat(50) { face.add(it) }
                        repeat(50) { face.poll() }
                    }
                }
            }
            try {
                repeat(2_000) {
                    face.stream().toArray().forEach { it.shouldBeInstanceOf<Int>() }
                    face.toArray().forEach { it.shouldBeInstanceOf<Int>() }
                    face.parallelStream().mapToInt { it }.sum()
                    for (item in face) item.shouldBeInstanceOf<Int>()
                }
            } finally {
                over.set(true)
                others.forEach { it.join() }
            }
        }

        test("removeIf, removeAll and retainAll tell whether something was taken out, which is then owed") {
            val face = JoinableQueue.fifo<Int>().asBlockingQueue()
            face.addAll(listOf(1, 2, 3, 4, 5))
            face.removeIf { it > 4 } shouldBe true
            face.removeIf { it > 4 } shouldBe false
            face.removeIf { item -> face.poll() == item } shouldBe false // taken before it could be removed
            face.addAll(listOf(1, 2, 3, 4))
            face.removeAll(setOf(2)) shouldBe true
            face.retainAll(setOf(3, 4)) shouldBe true
            face.toList().shouldContainExactly(3, 4)
        }

        test("removing half of a queue of 100,000 items takes no more than a few steps an item") {
            listOf(JoinableQueue.fifo<Int>(), JoinableQueue.priority()).forEach { queue ->
                val face = queue.asBlockingQueue()
                repeat(100_000) { face.add(it) }
                Caller { face.removeIf { it >= 50_000 } }.result() shouldBe true
                face.size shouldBe 50_000
            }
        }

        test("the face of a queue that is shut down throws what the threads' queue throws, by every door") {
            val full = JoinableQueue.fifo<Int>(1)
            val waiting = AtomicBoolean()
            val face = full.asBlockingQueue()
            face.put(1)
            val blocked = caught {
                waiting.set(true)
                face.put(2)
            }
            while (!waiting.get()) Thread.onSpinWait()
            face.shutdownNow()
            blocked().shouldBeInstanceOf<QueueShutDownException>().cause
                .shouldBeInstanceOf<CoroutinesQueueShutDownException>()
            mapOf<String, () -> Any?>(
                "put" to { face.put(3) },
                "add" to { face.add(3) },
                "addAll" to { face.addAll(listOf(3)) },
                "offer" to { face.offer(3) },
                "offer in time" to { face.offer(3, 1, SECONDS) },
                "take" to { face.take() },
                "poll" to { face.poll() },
                "poll in time" to { face.poll(1, SECONDS) },
                "remove" to { face.remove() },
            ).forEach { (door, call) -> withClue(door) { shouldThrow<QueueShutDownException> { call() } } }
            face.peek() shouldBe null
            face.drainTo(mutableListOf()) shouldBe 0
            face.clear()
        }
    })

/** What [call] throws in a thread of its own. */
private fun caught(call: () -> Unit): () -> Throwable? {
    var thrown: Throwable? = null
    val caller = thread { thrown = runCatching(call).exceptionOrNull() }
    return {
        caller.join(10_000)
        thrown
    }
}
