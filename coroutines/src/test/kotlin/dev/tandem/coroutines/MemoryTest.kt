package dev.tandem.coroutines

import dev.tandem.fixtures.Heap
import dev.tandem.fixtures.bounded
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.minutes

private const val CROWD = 1_000_000

/** What a million who wait cost, and what a million who gave up leave behind. */
class MemoryTest :
    FunSpec({
        val queue = JoinableQueue.fifo<Int>()
        val mutex = Mutex()
        val condition = mutex.newCondition()
        val event = Event()

        // the event loop of this thread keeps the room that a million tasks took
        beforeSpec { runBlocking { giveUp { delay(60.minutes) } } }

        class Crowd(val name: String, val wait: suspend () -> Unit, val release: suspend () -> Unit)

        listOf(
            Crowd("on one Event", event::await) { event.set() },
            Crowd("on one JoinableQueue", { queue.take() }) { repeat(CROWD) { queue.offer(it) } },
            Crowd("on one Condition", { mutex.withLock { condition.await() } }) {
                mutex.withLock { condition.signalAll() }
            },
        ).forEach { crowd ->
            test("a million cancelled waiters ${crowd.name} leave the heap as it was") {
                val before = Heap.used()
                bounded(2.minutes) { giveUp(crowd.wait) }
                Heap.used() - before shouldBeLessThan 4L * CROWD
            }

            test("a million coroutines wait ${crowd.name}, and all are released") {
                val released = AtomicInteger()
                bounded(2.minutes, Dispatchers.Default) {
                    val before = Heap.used()
                    val jobs =
                        gathered {
                            crowd.wait()
                            released.incrementAndGet()
                        }
                    val each = (Heap.used() - before) / CROWD
                    println("a coroutine that waits ${crowd.name}: $each bytes, itself included")
                    released.get() shouldBe 0
                    crowd.release()
                    jobs.joinAll()
                }
                released.get() shouldBe CROWD
            }
        }

        test("what a coroutine costs that only waits, to subtract from the others") {
            runBlocking {
                val before = Heap.used()
                val jobs = gathered { delay(60.minutes) }
                val each = (Heap.used() - before) / CROWD
                println("a coroutine that only sleeps: $each bytes")
                jobs.forEach { it.cancel() }
                each shouldBeLessThan 1_000
            }
        }
    })

/** A million coroutines that have begun, and wait. */
private fun CoroutineScope.gathered(wait: suspend () -> Unit): List<Job> =
    List(CROWD) { launch(start = UNDISPATCHED) { wait() } }

/** A million coroutines that wait, and are cancelled. What the jobs themselves hold is gone when this returns. */
private suspend fun CoroutineScope.giveUp(wait: suspend () -> Unit) {
    val jobs = gathered(wait)
    val enough = CancellationException("enough")
    jobs.forEach { it.cancel(enough) }
    jobs.joinAll()
}
