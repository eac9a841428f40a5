package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.fixtures.TestThread
import dev.tandem.threads.QueueShutDownException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread
import dev.tandem.coroutines.QueueShutDownException as CoroutinesQueueShutDownException

/** The queue's face beyond its contract. (BlockingFacesContractTest has that; BlockingFacesTest has it beside coroutines.) */
class BlockingJoinableQueueTest :
    FunSpec({
        test("a queue is not drained to itself, by whichever face") {
            val queue = JoinableQueue.fifo<Int>()
            queue.offer(1)
            shouldThrow<IllegalArgumentException> { queue.asBlockingQueue().drainTo(queue.asBlockingQueue()) }
            shouldThrow<IllegalArgumentException> { queue.asBlockingQueue().drainTo(queue.asBlockingQueue(), 1) }
            queue.toList().shouldContainExactly(1)
            val other = JoinableQueue.fifo<Int>()
            queue.asBlockingQueue().drainTo(other.asBlockingQueue()) shouldBe 1
            other.toList().shouldContainExactly(1)
        }

        test("a predicate that throws has taken nothing out") {
            val face = JoinableQueue.fifo<Int>().asBlockingQueue()
            face.addAll(listOf(1, 2, 3))
            shouldThrow<ArithmeticException> { face.removeIf { it == 1 || throw ArithmeticException() } }
            face.toList().shouldContainExactly(1, 2, 3)
        }

        test("removing half of a queue of 100,000 items takes no more than a few steps an item") {
            listOf(JoinableQueue.fifo<Int>(), JoinableQueue.priority()).forEach { queue ->
                val face = queue.asBlockingQueue()
                repeat(100_000) { face.add(it) }
                TestThread.start { face.removeIf { it >= 50_000 } }.result() shouldBe true
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
